/** The texts of a JSON object, as the fields of a form; none for what is no such object. */
export const readJsonFields = (body: Buffer): readonly (readonly [string, string])[] => {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return Object.entries(parsed as object).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  } catch {
    return [];
  }
};
