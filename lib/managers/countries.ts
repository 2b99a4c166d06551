import type { CountryFields } from '../catalog/generated/model-fields.js';
import { defineModel } from '../models/model.js';
import { type EntityManager, entityManager } from './entity-manager.js';
import type { ManagerContext } from './managers.js';

/** A country, as offers are targeted at it. */
export class Country extends defineModel<CountryFields, CountriesManager>('Country', 'code') {}

/** `api.countries`: the service has no methods for countries of their own; they come with offers. */
export type CountriesManager = EntityManager;

export const createCountries = (context: ManagerContext): CountriesManager => entityManager(context, {});
