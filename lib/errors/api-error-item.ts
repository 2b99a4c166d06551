/** One entry of the `errors` that a reply carries. Absent parts are `undefined`; every text is already redacted. */
export interface ApiErrorItem {
  /** `err_code` on the wire; 3 was seen for a failed validation. */
  readonly code: string | number | undefined;
  /** `err_msg`: what is wrong with the attribute. */
  readonly message: string | undefined;
  /** `publicMessage`: what could not be done. */
  readonly publicMessage: string | undefined;
  /** `attribute_name`: the field that was refused. */
  readonly attributeName: string | undefined;
}
