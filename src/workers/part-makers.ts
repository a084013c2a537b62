import type { CompiledEntity } from '../engine/compile/program.ts';
import type { Part } from '../engine/plan.ts';
import type { Format } from '../formats/format.ts';
import type { Sink } from '../formats/sink.ts';
import type { Options } from '../model/option.ts';
import { PartMaker } from './part-maker.ts';

/** Makes parts of any of some entities; buffers are kept for the one that came last only. */
export class PartMakers {
  readonly #entities: ReadonlyMap<string, CompiledEntity>;
  readonly #format: Format;
  readonly #options: Options;
  #current: { readonly entity: string; readonly maker: PartMaker } | undefined;

  constructor(entities: readonly CompiledEntity[], format: Format, options: Options) {
    this.#entities = new Map(entities.map((entity) => [entity.name, entity]));
    this.#format = format;
    this.#options = options;
  }

  /** Appends a part's bytes to `sink`. Throws for a part of an entity that is not among those given. */
  make(part: Part, sink: Sink): void {
    if (this.#current?.entity !== part.entity) {
      const entity = this.#entities.get(part.entity);
      if (entity === undefined) throw new Error('a part of an unknown entity was asked for');
      this.#current = { entity: part.entity, maker: new PartMaker(entity, this.#format, this.#options) };
    }
    this.#current.maker.make(part, sink);
  }
}
