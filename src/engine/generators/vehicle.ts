import type { Words } from '../data/words.ts';
import { Dictionary } from '../dictionary.ts';
import { drawFrom } from './draw.ts';
import { compileMask, rankedTexts } from './families/masks.ts';
import { combined, mapped, memberNumbers, type NumberSource, ownNumbers, recordNumbers } from './families/numbers.ts';
import { once } from './families/once.ts';
import { entries, joined } from './families/recipes.ts';
import { vinRecipe } from './families/vins.ts';
import type { Generator, GeneratorInput } from './generator.ts';
import { numericRecipe } from './numeric/recipe.ts';

const MEMBER = { type: 'string', family: 'vehicle', options: {}, range: null, hint: false, from: false } as const;
/** Without I, O and Q, which look like digits. */
const PLATE_SYMBOLS = { '@': 'ABCDEFGHJKLMNPRSTUVWXYZ', '#': '0123456789' };
const PLATE = '@@@-####';
const plates = compileMask(PLATE, PLATE_SYMBOLS);
const MAX_READING = 300_000;

/** Each make and each model once, and where every car of the list is in them. */
const carsOf = once(({ vehicle }: Words) => {
  const makes = [...new Set(vehicle.car.make)];
  const models = [...new Set(vehicle.car.model)];
  return {
    makeNames: makes,
    makes: Dictionary.from(makes),
    models: Dictionary.from(models),
    makeOf: Int32Array.from(vehicle.car.make, (make) => makes.indexOf(make)),
    modelOf: Int32Array.from(vehicle.car.model, (model) => models.indexOf(model)),
    fuels: Dictionary.from(vehicle.fuel),
    types: Dictionary.from(vehicle.type),
  };
});

/** Makers of nothing but electric cars. */
const ELECTRIC = new Set(['NIO', 'Polestar', 'Rivian', 'Tesla']);

/** The object's car in the list. */
function cars(input: GeneratorInput): NumberSource {
  const { vehicle } = input.resources.words();
  return recordNumbers(input.record('vehicle'), 'car', vehicle.car.make.length);
}

const carNames = once((names: readonly string[]) => Dictionary.from(names));

/** The same, of different cars where they must be unique. */
function numbers(input: GeneratorInput): NumberSource {
  return input.distinct === null ? cars(input) : ownNumbers(input, input.resources.words().vehicle.car.make.length);
}

/** The object's fuel: electric where its make has no other. */
function fuelNumbers(input: GeneratorInput): NumberSource {
  const { vehicle } = input.resources.words();
  const electric = vehicle.fuel.indexOf('Electric');
  const drawn = recordNumbers(input.record('vehicle'), 'fuel', vehicle.fuel.length);
  const table = vehicle.car.make.flatMap((make) =>
    vehicle.fuel.map((_, fuel) => (ELECTRIC.has(make) ? electric : fuel)),
  );
  return mapped(combined(cars(input), drawn, vehicle.fuel.length), Int32Array.from(table));
}

/** The vehicle family: make, model, fuel and identification number of one object belong together. */
export const vehicleGenerators = [
  {
    ...MEMBER,
    name: 'vin',
    summary:
      "A vehicle identification number of 17 characters with the code of the object's make and a valid check digit.",
    aliases: ['vehicle_identification_number', 'car_vin'],
    compile(input) {
      const { makeOf, makeNames } = carsOf(input.resources.words());
      return vinRecipe(input, makeNames, mapped(cars(input), makeOf));
    },
  },
  {
    ...MEMBER,
    name: 'car_make',
    summary: 'A maker of cars.',
    aliases: ['vehicle_make', 'car_manufacturer', 'vehicle_manufacturer'],
    compile(input) {
      const { makes, makeOf } = carsOf(input.resources.words());
      if (input.distinct !== null) return entries(makes, ownNumbers(input, makes.length));
      return entries(makes, mapped(memberNumbers(input, 'vehicle', 'car', makeOf.length), makeOf));
    },
  },
  {
    ...MEMBER,
    name: 'car_model',
    summary: "A model of the object's make.",
    aliases: ['vehicle_model'],
    compile(input) {
      const { models, modelOf } = carsOf(input.resources.words());
      if (input.distinct !== null) return entries(models, ownNumbers(input, models.length));
      return entries(models, mapped(memberNumbers(input, 'vehicle', 'car', modelOf.length), modelOf));
    },
  },
  {
    ...MEMBER,
    name: 'vehicle',
    summary: "The object's make and model, such as Toyota Corolla.",
    aliases: ['car'],
    compile(input) {
      const { vehicle } = input.resources.words();
      const names = carNames(vehicle.car.make);
      return joined([entries(names, numbers(input)), ' ', entries(carNames(vehicle.car.model), numbers(input))]);
    },
  },
  {
    ...MEMBER,
    name: 'license',
    summary: 'The number of a licence plate, such as KTR-4821.',
    aliases: ['license_plate', 'licence_plate', 'number_plate', 'plate', 'vehicle_registration', 'vrm'],
    compile: (input) => rankedTexts(plates, drawFrom(input, plates.sizes[0], 0, null)),
  },
  {
    ...MEMBER,
    name: 'odometer',
    type: 'integer',
    summary: 'The reading of an odometer: 0 to 300,000 unless bounds are given.',
    aliases: ['mileage', 'odometer_reading'],
    range: 'integer',
    compile: (input) => numericRecipe(input, { min: 0, max: MAX_READING, decimals: 0 }),
  },
  {
    ...MEMBER,
    name: 'fuel_type',
    summary: 'A type of fuel.',
    aliases: ['fuel', 'vehicle_fuel'],
    compile(input) {
      const { fuels } = carsOf(input.resources.words());
      return entries(fuels, input.distinct === null ? fuelNumbers(input) : ownNumbers(input, fuels.length));
    },
  },
  {
    ...MEMBER,
    name: 'vehicle_type',
    summary: 'The type of a vehicle, such as SUV.',
    aliases: ['car_type', 'body_type'],
    compile(input) {
      const { types } = carsOf(input.resources.words());
      return entries(types, memberNumbers(input, 'vehicle', 'type', types.length));
    },
  },
] as const satisfies readonly Generator[];
