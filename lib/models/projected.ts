import type { ContainNames, FieldNames } from './query.js';

/** The fields asked for, all there. Of a model whose fields are unknown they are whatever they are. */
type Picked<Fields, Name> = string extends keyof Fields
  ? { readonly [Field in Name & string]: unknown }
  : { [Field in keyof Fields as Field extends Name ? Field : never]-?: Exclude<Fields[Field], undefined> };

type Without<Row, Fields> = string extends keyof Fields ? Row : Omit<Row, keyof Fields>;

/** A model with just the fields that were asked for. A list of unknown length tells nothing, and leaves all optional. */
export type Narrowed<Row, Fields, Chosen extends readonly string[]> = [Chosen] extends [never]
  ? Row
  : number extends Chosen['length']
    ? Row
    : Without<Row, Fields> & Picked<Fields, Chosen[number]>;

type Names<Contained> = Contained extends readonly string[]
  ? number extends Contained['length']
    ? never
    : Contained[number]
  : Contained;

/** `related('Country')` of a model that contains countries. */
interface RelatedTo<Relations, Name extends keyof Relations> {
  related<One extends Name>(name: One): readonly Relations[One][];
}

/** The contained models as properties. Where the row has the property already, only that it may be absent is taken away. */
type Properties<Row, Fields, Relations, Name> = {
  readonly [
    One in keyof Relations & string as One extends Name
      ? Uncapitalize<One> extends keyof Fields
        ? never
        : Uncapitalize<One>
      : never
  ]: Uncapitalize<One> extends keyof Row
    ? NonNullable<unknown> | null
    : Relations[One] | readonly Relations[One][] | null;
};

/** What a row has when models were asked for along with it. */
export type Containing<Row, Fields, Relations, Contained> = [Names<Contained>] extends [never]
  ? unknown
  : RelatedTo<Relations, Names<Contained> & keyof Relations> & Properties<Row, Fields, Relations, Names<Contained>>;

/** What a find call emits: the model, narrowed to the fields asked for, with the models asked for along with it. */
export type Projected<
  Row,
  Fields,
  Relations,
  Chosen extends FieldNames<Fields>,
  Contained extends ContainNames<Relations>,
> = Containing<Row, Fields, Relations, Contained> & Narrowed<Row, Fields, Chosen>;
