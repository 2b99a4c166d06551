import { describe, expect, expectTypeOf, it } from 'vitest';
import { Model } from 'rxoffers';
import { defineModel } from '../../lib/models/model.js';

class Car extends defineModel<{ id?: string; maker?: string | null }, undefined, { Wheel: Model }>('Car', 'maker') {}

describe('defineModel', () => {
  it('makes a class of models that knows its name and what to show', () => {
    const car = new Car(undefined, { id: '3', maker: 'Tatra' });
    expect(car).toBeInstanceOf(Model);
    expect(car).toBeInstanceOf(Car);
    expect(String(car)).toBe('Car: Tatra');
  });

  it('shows the id where nothing else is said', () => {
    class Plain extends defineModel<object, undefined>('Plain') {}
    expect(String(new Plain(undefined, { id: '3', name: 'x' }))).toBe('Plain: 3');
  });

  it('tells classes apart, also when defined alike', () => {
    class Again extends defineModel<object, undefined>('Car') {}
    expect(new Again(undefined, { id: '3' })).not.toBeInstanceOf(Car);
  });

  it('types fields and relations', () => {
    expectTypeOf<Car['maker']>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<Car['wheel']>().toEqualTypeOf<Model | readonly Model[] | null | undefined>();
  });
});
