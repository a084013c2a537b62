import type { CompiledEntity } from '../../engine/compile/program.ts';
import type { Part } from '../../engine/plan.ts';
import type { PartFormat } from '../../formats/index.ts';
import type { OptionsOf, OptionSpecs } from '../../model/index.ts';
import { Buffers } from './buffers.ts';
import { type Chunk, PartMaker } from './part-maker.ts';

/** Makes parts of any of some entities; the one that came last has the buffers. */
export class PartMakers<S extends OptionSpecs = OptionSpecs> {
  readonly #entityOf: (name: string) => CompiledEntity | undefined;
  readonly #format: PartFormat<S>;
  readonly #options: OptionsOf<S>;
  readonly #buffers = new Buffers();
  #current: { readonly entity: string; readonly maker: PartMaker<S> } | undefined;

  /** @param entities or what gives them by their names. */
  constructor(
    entities: readonly CompiledEntity[] | ((name: string) => CompiledEntity | undefined),
    format: PartFormat<S>,
    options: OptionsOf<S>,
  ) {
    const known = typeof entities === 'function' ? null : new Map(entities.map((entity) => [entity.name, entity]));
    this.#entityOf = typeof entities === 'function' ? entities : (name) => known?.get(name);
    this.#format = format;
    this.#options = options;
  }

  /** Makes a part, before another one is asked for. Throws for a part of an entity that is not among those given. */
  make(part: Part): Generator<Chunk, void, undefined> {
    return this.of(part.entity).make(part);
  }

  /** The maker of an entity's parts, good until another entity's is asked for. Throws where it is not among those given. */
  of(name: string): PartMaker<S> {
    if (this.#current?.entity !== name) {
      const entity = this.#entityOf(name);
      if (entity === undefined) throw new Error('a part of an unknown entity was asked for');
      this.#current = {
        entity: name,
        maker: new PartMaker(entity, this.#format, this.#options, entity.batchRows, this.#buffers),
      };
    }
    return this.#current.maker;
  }
}
