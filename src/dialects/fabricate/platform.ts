/** The kind of database that a definition is of, by its `platform`: PostgreSQL unless it says MySQL or MariaDB. */
export function platformOf(definition: object | null): 'postgres' | 'mysql' {
  const platform: unknown = definition !== null && 'platform' in definition ? definition.platform : null;
  return typeof platform === 'string' && /mysql|mariadb/i.test(platform) ? 'mysql' : 'postgres';
}
