/** The committed data, read when first asked for. */
export { resources as testResources } from '../../src/workers/programs/resources.ts';
