import { concat, defer, mergeMap, type Observable, of, tap, throwError, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { AuthenticationError, createIntegrator } from 'rxoffers';
import type { AuthParams } from '../../../lib/transport/auth/credentials.js';
import { createTokenAuthenticator } from '../../../lib/transport/auth/credentials.js';
import { collect, failureOf } from '../../support/collect.js';

const refusal = (status: number): Error => new AuthenticationError([], status);

const setUp = () => {
  let count = 0;
  const heard: string[] = [];
  const integrator = createIntegrator({ integratorId: 'I', clientId: 'c', clientSecret: 's' });
  const access = createTokenAuthenticator({ networkId: 'net', integrator }, () =>
    of({ token: `T${++count}`, lifetime: 1e6 }),
  );
  const enter = <T>(work: (proof: () => AuthParams) => Observable<T>): Observable<T> =>
    access.authenticate(work, { waits: () => heard.push('waits'), refused: () => heard.push('refused') });
  return { integrator, heard, enter };
};

const bearer = (proof: () => AuthParams): string | undefined => proof().headers['authorization'];

describe('createTokenAccess', () => {
  it('lets a call in with a token, and says that it waits only where there is none', async () => {
    const { enter, heard } = setUp();
    const call = enter((proof) => of(bearer(proof)));
    expect(heard).toEqual([]);
    expect(await collect(call)).toEqual(['Bearer T1']);
    expect(await collect(call)).toEqual(['Bearer T1']);
    expect(heard).toEqual(['waits']);
  });

  it('makes the same proof of the same token', async () => {
    const { enter } = setUp();
    const [one, other] = await collect(
      concat(
        enter((proof) => of(proof())),
        enter((proof) => of(proof())),
      ),
    );
    expect(one).toBe(other);
    expect(one?.pairs).toEqual([
      ['NetworkId', 'net'],
      ['IntegratorId', 'I'],
    ]);
  });

  it('takes the token of the moment in which the call goes out', async () => {
    const { enter, integrator } = setUp();
    const late = enter((proof) =>
      defer(() => {
        integrator.drop('T1');
        return enter((other) => of(bearer(other)));
      }).pipe(tap((token) => expect(bearer(proof)).toBe(token))),
    );
    expect(await collect(late)).toEqual(['Bearer T2']);
  });

  it('makes a call that was refused once more, with a fresh token', async () => {
    const { enter, heard } = setUp();
    const tokens: unknown[] = [];
    const call = enter((proof) => {
      tokens.push(bearer(proof));
      return tokens.length === 1 ? throwError(() => refusal(401)) : of('done');
    });
    expect(await collect(call)).toEqual(['done']);
    expect(tokens).toEqual(['Bearer T1', 'Bearer T2']);
    expect(heard).toEqual(['waits', 'refused', 'waits']);
  });

  it('does so once, and keeps the second token for others', async () => {
    const { enter, integrator, heard } = setUp();
    expect(await failureOf(enter((proof) => throwError(() => (proof(), refusal(401)))))).toBeInstanceOf(
      AuthenticationError,
    );
    expect(heard).toEqual(['waits', 'refused', 'waits']);
    expect(integrator.held()).toBe('T2');
  });

  it('takes other failures for what they are', async () => {
    const { enter, integrator } = setUp();
    for (const error of [refusal(403), new Error('broken')])
      expect(await failureOf(enter(() => throwError(() => error)))).toBe(error);
    expect(integrator.held()).toBe('T1');
  });

  it('drops the token that was sent, not one that came meanwhile', async () => {
    const { enter, integrator } = setUp();
    let sent = 0;
    const call = (): Observable<string | undefined> =>
      enter((proof) => {
        const token = bearer(proof);
        sent++;
        return token === 'Bearer T1' ? timer(sent * 5).pipe(mergeMap(() => throwError(() => refusal(401)))) : of(token);
      });
    expect(await Promise.all([collect(call()), collect(call()), collect(call())])).toEqual([
      ['Bearer T2'],
      ['Bearer T2'],
      ['Bearer T2'],
    ]);
    expect(integrator.held()).toBe('T2');
  });
});
