export { type Fronts, type FrontsDeps, type HealthDeps, openFronts, openHealth } from './open-fronts.ts';
