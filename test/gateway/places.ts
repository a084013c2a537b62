import { createServerDatabase } from '../database/databases.ts';

/** The two kinds of database that a gateway can be given, as its environment: `describe.each(places)`. */
export const places: readonly {
  readonly name: string;
  readonly open: () => Promise<{
    readonly environment: Readonly<Record<string, string>>;
    readonly drop: () => Promise<void>;
  }>;
}[] = [
  { name: 'the embedded database', open: async () => ({ environment: {}, drop: async () => {} }) },
  {
    name: 'PostgreSQL',
    async open() {
      const { url, drop } = await createServerDatabase();
      return { environment: { DATABASE_URL: url }, drop };
    },
  },
];
