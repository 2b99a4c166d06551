import type { CountryFields } from '../catalog/generated/model-fields.js';
import { defineModel } from '../models/model.js';
import { type EntityManager, withContext } from './entity-manager.js';
import type { ManagerContext } from './managers.js';

/** A country that offers are targeted at. */
export class Country extends defineModel<CountryFields, CountriesManager>('Country', 'code') {}

/** `api.countries`: without methods, since the service has none for countries; they come with offers. */
export type CountriesManager = EntityManager;

export const createCountries = (context: ManagerContext): CountriesManager => withContext(context, {});
