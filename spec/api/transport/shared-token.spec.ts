import { inspect } from 'node:util';
import { catchError, delay, EMPTY, map, NEVER, type Observable, of, Subject, throwError } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { type Authorize, ConnectionError, createIntegrator, type Integrator, type TokenGrant } from 'rxoffers';
import { failureOf } from '../../support/collect.js';

const credentials = { integratorId: 'INT7', clientId: 'client-7', clientSecret: 'the-secret' };
const DAY = 86_400_000;

type Helpers = Parameters<Parameters<TestScheduler['run']>[0]>[0];

const marbles = (test: (helpers: Helpers, integrator: Integrator) => void): void => {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run((helpers) => test(helpers, createIntegrator(credentials, { now: () => scheduler.now() })));
};

/** Grants `A`, `B`, … this many ms after the request. */
const grants = (wait: number, lifetime = DAY): Authorize & { readonly count: () => number } => {
  let count = 0;
  const authorize = (): Observable<TokenGrant> =>
    of(null).pipe(
      delay(wait),
      map(() => ({ token: 'ABCDEF'[count++] ?? 'Z', lifetime })),
    );
  return Object.assign(authorize, { count: () => count });
};

const closed = (): Error => new ConnectionError('The client is closed', { code: 'CLOSED', unsent: false });

describe('createIntegrator', () => {
  it('sends one request for all subscribers', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }, integrator) => {
      const grant = cold('---(g|)', { g: { token: 'A', lifetime: DAY } });
      const authorize = (): Observable<TokenGrant> => grant;
      expectObservable(integrator.token(authorize)).toBe('   ---(A|)');
      expectObservable(integrator.token(authorize), '-^').toBe('---(A|)');
      expectObservable(integrator.token(authorize), '--^').toBe('---(A|)');
      expectObservable(integrator.token(authorize), '-----^').toBe('-----(A|)');
      expectSubscriptions(grant.subscriptions).toBe('^--!');
    });
  });

  it('sends nothing before it is subscribed to', () => {
    const authorize = grants(1);
    createIntegrator(credentials).token(authorize);
    expect(authorize.count()).toBe(0);
  });

  it('goes on for the others when one of them unsubscribes', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }, integrator) => {
      const grant = cold('-----(g|)', { g: { token: 'A', lifetime: DAY } });
      const authorize = (): Observable<TokenGrant> => grant;
      expectObservable(integrator.token(authorize), '^-!').toBe('--');
      expectObservable(integrator.token(authorize), '-^').toBe('-----(A|)');
      expectSubscriptions(grant.subscriptions).toBe('^----!');
    });
  });

  it('is cancelled when the last one unsubscribes, and starts over for the next', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }, integrator) => {
      const grant = cold('-----(g|)', { g: { token: 'A', lifetime: DAY } });
      const authorize = (): Observable<TokenGrant> => grant;
      expectObservable(integrator.token(authorize), '^-!').toBe('--');
      expectObservable(integrator.token(authorize), '-^-!').toBe('---');
      expectObservable(integrator.token(authorize), '----^').toBe('---------(A|)');
      expectSubscriptions(grant.subscriptions).toBe(['^--!', '----^----!']);
    });
  });

  it('renews a short-lived token a tenth of its lifetime before it expires, counted from the request', () => {
    marbles(({ expectObservable }, integrator) => {
      const authorize = grants(10, 1_000);
      expectObservable(integrator.token(authorize)).toBe('10ms (A|)');
      expectObservable(integrator.token(authorize), '899ms ^').toBe('899ms (A|)');
      expectObservable(integrator.token(authorize), '900ms ^').toBe('910ms (B|)');
      expectObservable(integrator.token(authorize), '1799ms ^').toBe('1799ms (B|)');
      expectObservable(integrator.token(authorize), '1800ms ^').toBe('1810ms (C|)');
    });
  });

  it('renews a token of a day a minute before it expires', () => {
    marbles(({ expectObservable }, integrator) => {
      const authorize = grants(1);
      const late = DAY - 60_000;
      expectObservable(integrator.token(authorize)).toBe('1ms (A|)');
      expectObservable(integrator.token(authorize), `${late - 1}ms ^`).toBe(`${late - 1}ms (A|)`);
      expectObservable(integrator.token(authorize), `${late}ms ^`).toBe(`${late + 1}ms (B|)`);
    });
  });

  it('fails all subscribers, and starts over for the next one', () => {
    marbles(({ cold, expectObservable }, integrator) => {
      const refused = new Error('refused');
      let count = 0;
      const authorize = (): Observable<TokenGrant> =>
        count++ === 0 ? cold('---#', {}, refused) : cold('-(g|)', { g: { token: 'B', lifetime: DAY } });
      expectObservable(integrator.token(authorize)).toBe('---#', {}, refused);
      expectObservable(integrator.token(authorize), '-^').toBe('---#', {}, refused);
      expectObservable(integrator.token(authorize), '----^').toBe('-----(B|)');
    });
  });

  it('starts over for a subscriber that subscribes again when it fails', () => {
    marbles(({ cold, expectObservable }, integrator) => {
      const failing = (): Observable<TokenGrant> => cold('---#');
      const authorize = grants(1);
      const insisting = integrator.token(failing).pipe(catchError(() => integrator.token(authorize)));
      expectObservable(insisting).toBe('----(A|)');
    });
  });

  it('gives another token than the one that was dropped, and ignores late reports', () => {
    marbles(({ cold, expectObservable }, integrator) => {
      const authorize = grants(2);
      expectObservable(integrator.token(authorize)).toBe('--(A|)');
      cold('----a').subscribe(() => integrator.drop('A'));
      expectObservable(integrator.token(authorize), '-----^').toBe('-------(B|)');
      // Late: that token is gone already, and the new one is good.
      cold('--------a').subscribe(() => integrator.drop('A'));
      expectObservable(integrator.token(authorize), '---------^').toBe('---------(B|)');
    });
  });

  it('sends one request after a token that was dropped at once', () => {
    let authorizations = 0;
    const later = (): Observable<TokenGrant> => {
      authorizations++;
      return NEVER;
    };
    const integrator = createIntegrator(credentials);
    integrator
      .token(() => of({ token: 'A', lifetime: DAY }))
      .subscribe((token) => {
        integrator.drop(token);
        integrator.token(later).subscribe();
      });
    integrator.token(later).subscribe();
    expect(authorizations).toBe(1);
  });

  it('shows which token it holds', () => {
    let time = 0;
    const integrator = createIntegrator(credentials, { now: () => time });
    expect(integrator.held()).toBeUndefined();
    integrator.token(() => of({ token: 'A', lifetime: 100 })).subscribe();
    expect(integrator.held()).toBe('A');
    time = 90;
    expect(integrator.held()).toBeUndefined();
  });

  it('uses the connections of another client when the first one is closed', () => {
    marbles(({ cold, expectObservable }, integrator) => {
      const first = (): Observable<TokenGrant> => cold('---#', {}, closed());
      const second = grants(2);
      expectObservable(integrator.token(first)).toBe('---#', {}, closed());
      expectObservable(integrator.token(second), '-^').toBe('-----(A|)');
      expectObservable(integrator.token(second), '--^').toBe('-----(A|)');
    });
  });

  it('does not start over for the client that was closed', async () => {
    let count = 0;
    const authorize = (): Observable<TokenGrant> => {
      count++;
      return throwError(closed);
    };
    expect(await failureOf(createIntegrator(credentials).token(authorize))).toMatchObject({ code: 'CLOSED' });
    expect(count).toBe(1);
  });

  it('passes its credentials to the request for a token, and shows no secret otherwise', () => {
    const integrator = createIntegrator({ ...credentials, audience: 'Other' });
    const given = new Subject<unknown>();
    const seen: unknown[] = [];
    given.subscribe((value) => seen.push(value));
    integrator
      .token((all) => {
        given.next(all);
        return EMPTY;
      })
      .subscribe();
    expect(seen).toEqual([
      { ...credentials, audience: 'Other', authorizeEndpoint: 'https://integrator-auth.hasoffers.com/authorize' },
    ]);
    integrator.token(() => of({ token: 'the-token', lifetime: 9 })).subscribe();
    const deep = { depth: 20, showHidden: true, getters: true };
    for (const shown of [inspect(integrator, deep), JSON.stringify(integrator)])
      expect(shown).not.toMatch(/the-secret|the-token/);
    expect(integrator.integratorId).toBe('INT7');
  });

  it('waits while there is no reply', () => {
    marbles(({ expectObservable }, integrator) => {
      expectObservable(
        integrator.token(() => NEVER),
        '^ 10s !',
      ).toBe('');
    });
  });

  it('refuses wrong credentials', () => {
    expect(() => createIntegrator({ ...credentials, clientSecret: '' })).toThrow(/clientSecret/);
  });
});
