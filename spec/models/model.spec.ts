import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Model } from 'rxoffers';
import { defineModel } from '../../lib/models/model.js';
import { MANAGER } from '../../lib/models/model.js';

interface ThingFields {
  id?: string | null;
  name?: string | null;
}

class Thing extends defineModel<ThingFields, { readonly secret: string }, { Part: Thing }>('Thing', 'name') {
  rename(): string {
    return `renamed ${this.name}`;
  }
}

class Other extends defineModel<ThingFields, undefined>('Other') {}

const manager = { secret: 'NETsecretToken' };
const part = new Thing(manager, { id: '7', name: 'part' });

describe('a model', () => {
  it('has its wire fields as own enumerable properties, as they came (rows 62, 69)', () => {
    const data = { id: '114', payout: '1.00000', modified: -62169966000, date: '0000-00-00 00:00:00', gone: null };
    const thing = new Thing(manager, data);
    expect({ ...thing }).toEqual(data);
    expect(Object.keys(thing)).toEqual(Object.keys(data));
  });

  it('has relations that do not spread: one model, an array when several, null when none', () => {
    const related = new Map([
      ['Part', [part]],
      ['Pieces', [part, part]],
      ['Missing', []],
      ['CreativeCode', ['http://code']],
    ]);
    const thing = new Thing(manager, { id: '1' }, related) as Thing & Record<string, unknown>;
    expect([thing.part, thing['pieces'], thing['missing'], thing['creativeCode']]).toEqual([
      part,
      [part, part],
      null,
      'http://code',
    ]);
    expect(Object.keys(thing)).toEqual(['id']);
    expect(JSON.stringify(thing)).toBe('{"id":"1"}');
  });

  it('gives relations as arrays always, of whatever name', () => {
    const thing = new Thing(manager, { id: '1' }, new Map([['Part', [part]]]));
    expect(thing.related('Part')).toEqual([part]);
    expect(thing.related('constructor')).toEqual([]);
  });

  it('leaves a name to the wire field: a relation is reached by related(), a method by its class', () => {
    const data = { id: '1', part: 'a field', rename: 'too', toString: 'even this', related: 'r', constructor: 'c' };
    const thing = new Thing(manager, data, new Map([['Part', [part]]]));
    expect(thing.part).toBe('a field');
    expect({ ...thing }).toEqual(data);
    expect(Model.prototype.related.call(thing as Model, 'Part')).toEqual([part]);
    expect(Thing.prototype.rename.call(thing)).toBe('renamed undefined');
    const anything: unknown = thing;
    expect(`${anything as string}`).toBe('Thing: 1');
  });

  it('takes a relation named like a method by related() only', () => {
    const thing = new Thing(manager, { id: '1', name: 'x' }, new Map([['Rename', [part]]]));
    expect(thing.rename()).toBe('renamed x');
    expect(thing.related('Rename')).toEqual([part]);
  });

  it('holds a field called __proto__ as data', () => {
    const data = JSON.parse('{"id":"1","__proto__":{"polluted":true}}') as Record<string, never>;
    const thing = new Thing(manager, data);
    expect('polluted' in thing).toBe(false);
    expect(Object.getPrototypeOf(thing)).toBe(Thing.prototype);
    expect(Object.keys(thing.toObject())).toEqual(['id', '__proto__']);
    expect(JSON.stringify(thing)).toBe('{"id":"1","__proto__":{"polluted":true}}');
  });

  it('gives its wire fields whatever they are called (property)', () => {
    const anyName = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'toJSON', 'id', 'rename', 'valueOf', 'related'));
    fc.assert(
      fc.property(fc.uniqueArray(anyName, { maxLength: 8 }), (names) => {
        const data = Object.fromEntries(names.map((name, index) => [name, `v${index}`]));
        const thing = new Thing(manager, data);
        expect(Object.entries(Model.prototype.toObject.call(thing as Model))).toEqual(Object.entries(data));
        expect(Object.entries(thing)).toEqual(Object.entries(data));
      }),
    );
  });

  it('gives wire fields alone, with what was changed since (row 82)', () => {
    const thing = new Thing(manager, { id: '1', name: 'a' }, new Map([['Part', [part]]]));
    thing.name = 'b';
    expect(thing.toObject()).toEqual({ id: '1', name: 'b' });
    expect(thing.toJSON()).toEqual({ id: '1', name: 'b' });
  });

  it('writes Maps among its fields as JSON objects', () => {
    const thing = new Thing(manager, { id: '1', access: new Map([['2', ['x']]]) });
    expect(JSON.stringify(thing)).toBe('{"id":"1","access":{"2":["x"]}}');
  });

  it('equals a model of its class with its id (row 81)', () => {
    const one = new Thing(manager, { id: '1', name: 'a' });
    expect(one.equals(new Thing(manager, { id: '1', name: 'b' }))).toBe(true);
    expect(one.equals(new Thing(manager, { id: 1 }))).toBe(false);
    expect(one.equals(new Other(undefined, { id: '1' }))).toBe(false);
    expect(one.equals({ id: '1' })).toBe(false);
    expect(one.equals(undefined)).toBe(false);
  });

  it('equals only itself without an id (row 81)', () => {
    const nameless = new Thing(manager, { name: 'a' });
    expect(nameless.equals(nameless)).toBe(true);
    expect(nameless.equals(new Thing(manager, { name: 'a' }))).toBe(false);
    expect(new Thing(manager, { id: null }).equals(new Thing(manager, { id: null }))).toBe(false);
  });

  it('prints class and display attribute, or the id where that is missing or null (rows 79, 80)', () => {
    expect(String(new Thing(manager, { id: '1', name: 'Test' }))).toBe('Thing: Test');
    expect(String(new Thing(manager, { id: '1' }))).toBe('Thing: 1');
    expect(String(new Thing(manager, { id: '1', name: null }))).toBe('Thing: 1');
    expect(String(new Other(undefined, { id: '1', name: 'x' }))).toBe('Other: 1');
  });

  it('shows class, fields and relations when inspected, and nothing of its manager', () => {
    const thing = new Thing(manager, { id: '1' }, new Map([['Part', [part]]]));
    expect(inspect(thing)).toMatch(/^Thing \{ id: '1', Part: \[ Thing/);
    expect(inspect(thing, { showHidden: true, depth: 10 })).not.toContain('secret');
    expect(inspect({ a: { b: { c: thing } } })).toContain('[Thing]');
  });

  it('leads back to its manager', () => {
    expect(part[MANAGER]).toBe(manager);
  });
});
