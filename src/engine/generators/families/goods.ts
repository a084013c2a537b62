/** Goods of one category: an adjective, a material and a noun of the same make a believable name. */
export interface Goods {
  readonly category: string;
  /** ADJECTIVES of them. */
  readonly adjectives: readonly string[];
  /** MATERIALS of them. */
  readonly materials: readonly string[];
  readonly nouns: readonly string[];
  /** REMARKS of them; they follow the name and a comma, whether it is singular or plural. */
  readonly remarks: readonly string[];
}

/** Every category has as many of each, so that a number picks from all of them alike. */
export const ADJECTIVES = 10;
export const MATERIALS = 8;
export const REMARKS = 4;

const ROWS = `
Furniture
Compact, Modern, Rustic, Classic, Adjustable, Folding, Handcrafted, Scandinavian, Vintage, Minimalist
Oak, Walnut, Pine, Bamboo, Steel, Beech, Rattan, Teak
Desk, Bookshelf, Coffee Table, Dining Chair, Bed Frame, Nightstand, Bar Stool, Sideboard, Wardrobe, Bench, Console Table, Armchair, Dresser, Shoe Rack, TV Stand
easy to assemble and made to last; a calm centre for any room; finished by hand and ready for everyday use; delivered flat with all the tools needed

Kitchen
Professional, Everyday, Premium, Classic, Rustic, Compact, Dishwasher-Safe, Handmade, Heavy-Duty, Elegant
Stainless Steel, Cast Iron, Ceramic, Copper, Enamel, Stoneware, Hammered Steel, Porcelain
Frying Pan, Saucepan, Mixing Bowl, Roasting Pan, Stockpot, Teapot, Baking Dish, Salad Bowl, Pepper Mill, Mug, Storage Jar, Colander, Casserole, Serving Tray, Kettle
at home on the stove and on the table; easy to clean after a long evening; made for cooks who use their tools every day; with an even heat and a safe grip

Clothing
Slim-Fit, Relaxed, Lightweight, Classic, Striped, Hooded, Quilted, Breathable, Oversized, Tailored
Cotton, Merino, Linen, Denim, Fleece, Organic Cotton, Flannel, Jersey
T-Shirt, Jacket, Sweater, Shirt, Dress, Cardigan, Skirt, Hoodie, Vest, Polo Shirt, Blouse, Trousers, Shorts, Pyjamas, Coat
soft on the skin and kind to the washing machine; cut to fit and made to be worn often; warm when it is cold and light when it is not; in sizes from XS to 3XL

Shoes
Waterproof, Lightweight, Classic, Cushioned, Casual, Rugged, Slip-On, Low-Top, High-Top, Breathable
Leather, Suede, Canvas, Mesh, Nubuck, Knit, Rubber, Cork
Sneakers, Boots, Loafers, Sandals, Running Shoes, Hiking Boots, Ankle Boots, Slippers, Clogs, Trainers, Espadrilles, Walking Shoes
with a sole that forgives long days; comfortable from the first step; made for pavements, paths and puddles; with a roomy toe box and a firm heel

Electronics
Wireless, Portable, Smart, Compact, Rechargeable, Premium, Slim, Rugged, Essential, Ultra-Light
Aero, Nova, Pulse, Echo, Orbit, Vertex, Zen, Mini
Headphones, Speaker, Charger, Camera, Monitor, Projector, Power Bank, Microphone, Webcam, Alarm Clock, Earbuds, Tablet, Soundbar, Smartwatch, Router
ready in seconds and quiet for hours; with a battery that lasts the whole day; small enough for a bag and strong enough for a room; with updates for at least five years

Garden
Weatherproof, Classic, Modern, Decorative, Heavy-Duty, Handmade, Rustic, Vintage, Lightweight, Large
Terracotta, Cedar, Galvanized, Wicker, Copper, Acacia, Zinc, Resin
Planter, Bird Feeder, Garden Bench, Trellis, Flower Pot, Lantern, Birdbath, Window Box, Garden Chair, Plant Stand, Side Table, Garden Stool
for balconies, terraces and wide lawns; at ease in sun, rain and frost; made to grow old with your garden; easy to move and easy to clean

Sports
Pro, Beginner, Classic, Premium, Lightweight, Compact, Competition, All-Weather, Heavy-Duty, Junior
Alpine, Sprint, Trail, Summit, Endurance, Marathon, Studio, Arena
Yoga Mat, Tennis Racket, Dumbbell, Bike Helmet, Jump Rope, Hiking Pole, Kayak Paddle, Soccer Ball, Exercise Bench, Backpack, Water Bottle, Kettlebell, Basketball, Swim Goggles, Sleeping Bag
for the first training and the last match; with a grip that holds when it counts; tested by people who train every day; light to carry and hard to break

Toys
Educational, Classic, Colorful, Giant, Musical, Magnetic, Soft, Interactive, Mini, Handmade
Wooden, Plush, Felt, Cardboard, Beechwood, Organic Cotton, Silicone, Maple
Building Blocks, Puzzle, Teddy Bear, Train Set, Dollhouse, Stacking Rings, Memory Game, Rocking Horse, Play Kitchen, Xylophone, Toy Car, Bath Toys, Shape Sorter, Domino Set
for small hands and big ideas; safe to chew and fun to share; with rounded edges and lasting colors; for rainy afternoons and long journeys

Beauty
Gentle, Nourishing, Hydrating, Refreshing, Soothing, Fragrance-Free, Exfoliating, Revitalizing, Daily, Overnight
Aloe Vera, Lavender, Shea Butter, Rosehip, Argan Oil, Green Tea, Oat Milk, Sea Salt
Shampoo, Hand Cream, Face Mask, Body Lotion, Lip Balm, Bath Soap, Cleanser, Conditioner, Body Scrub, Face Serum, Shower Gel, Night Cream, Foot Balm
made without parabens and never tested on animals; for every type of skin; with a scent that stays in the background; in a bottle that can be refilled

Grocery
Organic, Fair Trade, Artisan, Traditional, Sugar-Free, Gluten-Free, Fresh, Crunchy, Slow-Roasted, Family-Size
Almond, Hazelnut, Honey, Vanilla, Sea Salt, Cocoa, Lemon, Cinnamon
Granola, Cookies, Ice Cream, Yogurt, Cereal, Crackers, Biscotti, Cake Mix, Pancake Mix, Energy Bars, Spread, Pudding, Popcorn, Muffins, Waffles
made in small batches; without artificial colors; from growers we know by name; best shared with good company

Tools
Sturdy, Heavy-Duty, Compact, Precision, Insulated, Professional, Adjustable, Lightweight, Magnetic, Premium
Steel, Chrome, Carbon Steel, Forged Steel, Titanium, Vanadium, Alloy, Tungsten
Drill Bit Set, Hammer, Screwdriver Set, Wrench, Tape Measure, Hand Saw, Tool Box, Pliers, Spirit Level, Utility Knife, Chisel Set, Workbench, Socket Set, Clamp, Hex Key Set
for the workshop and the job site; with a grip that does not slip; balanced, sturdy and easy to keep sharp; with a ten-year warranty

Office
Minimalist, Everyday, Stackable, Premium, Compact, Classic, Portable, Large, Personalized, Slim
Recycled, Leather, Metal, Kraft, Cork, Linen, Acrylic, Bamboo
Notebook, Pen Holder, Planner, Letter Tray, Mouse Pad, Binder, Desk Organizer, File Box, Sketchbook, Bookend, Clipboard, Pencil Case, Card Holder, Desk Mat
for tidy desks and clear heads; ready for notes, plans and second thoughts; at home in the office and at the kitchen table; made to be used every day
`;

/** All goods; ours, because combining any adjective with any material and noun gives goods that nobody would sell. */
export const GOODS: readonly Goods[] = ROWS.trim()
  .split('\n\n')
  .map((row) => {
    const [category, adjectives, materials, nouns, remarks] = row.split('\n');
    return {
      category,
      adjectives: adjectives.split(', '),
      materials: materials.split(', '),
      nouns: nouns.split(', '),
      remarks: remarks.split('; '),
    };
  });

/** Made-up brands. */
export const BRANDS =
  'Aldora Altiva Avantro Belora Bravento Calindo Cavello Corvina Dalmar Delvano Elmora Envira Fenwick Ferrano Galdor ' +
  'Halden Hollis Ivara Jandel Kestrin Kovanta Larkin Lumora Maravel Merrow Monteva Nordal Novanta Oakmere Orlena ' +
  'Palisa Pellor Quillon Ravello Rivano Selvara Sorvane Tavira Thornby Tressa Umbrel Valmont Verano Vestra Wexley ' +
  'Wilmar Xandra Yarrow Zelmar Zephora';
