const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Anything else given to Postgres would be an error instead of "not found". */
export const isUuid = (value: string): boolean => UUID.test(value);
