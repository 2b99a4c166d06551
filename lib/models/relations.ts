/**
 * Related models as properties: `Country` of {@link Relations} is `offer.country`. A name that is also a field belongs to
 * the field, and the relation is reached by `related()`.
 */
export type RelationProperties<Relations, Fields> = {
  readonly [Name in keyof Relations & string as Uncapitalize<Name> extends keyof Fields ? never : Uncapitalize<Name>]?:
    Relations[Name] | readonly Relations[Name][] | null;
};
