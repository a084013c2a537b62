/** Databases whose tables are imported: they are only read. */
export { importDatabase } from './import-database.ts';
export { type DatabaseAddress, databaseAddress } from './address.ts';
