import { describe, expect, it } from 'vitest';
import { Model } from 'rxoffers';
import { RecordModel } from '../../lib/models/model.js';

describe('RecordModel', () => {
  it('is a model under any name', () => {
    const url = new RecordModel('OfferUrl', { id: '4', name: 'x' });
    expect(url).toBeInstanceOf(Model);
    expect(String(url)).toBe('OfferUrl: 4');
    expect(url.toObject()).toEqual({ id: '4', name: 'x' });
  });

  it('equals a row of its own name only', () => {
    const url = new RecordModel('OfferUrl', { id: '4' });
    expect(url.equals(new RecordModel('OfferUrl', { id: '4' }))).toBe(true);
    expect(url.equals(new RecordModel('Hostname', { id: '4' }))).toBe(false);
  });
});
