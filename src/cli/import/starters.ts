/** A model to start from. */
export interface Starter {
  readonly name: string;
  /** What it has, in a few words. */
  readonly summary: string;
  readonly model: string;
}

export const STARTERS: readonly Starter[] = [
  {
    name: 'shop',
    summary: 'customers, products, orders and their lines',
    model: `$variables: { scale: 1 }            # rowmill generate shop.yaml --set scale=10

Customer:
  $count: "= 100 * vars.scale"
  id: integer @id
  name: string @full_name
  email: string unique              # inferred from its name, and agrees with the name above
  country: enum(DE, FR, US)
  signed_up: timestamp 2024-01-01..2025-06-30

Product:
  $count: 20
  id: integer @id
  name: string @product_name unique
  price: decimal(8,2) 5.00-200.00

Order:
  id: integer @id
  customer_id: { $ref: Customer.id, $per: 0-5 }
  status: enum(open 20%, shipped 70%, canceled 10%)
  ordered_at: { $type: timestamp, $after: customer_id.signed_up }
  total: { $sum: OrderLine.amount } # equals its lines

OrderLine:
  order_id: { $ref: Order.id, $per: 1-4 }
  line_no: { $ordinal: order_id }   # 1, 2, 3 within the order
  product_id: $Product.id
  quantity: integer 1-5
  price: { $lookup: product_id.price }
  amount: "= price * quantity"
`,
  },
  {
    name: 'school',
    summary: 'students, courses, and who attends which',
    model: `$variables: { scale: 1 }            # rowmill generate school.yaml --set scale=10

Student:
  $count: "= 100 * vars.scale"
  id: integer @id
  name: string @full_name
  birth_date: date 2005-01-01..2012-12-31

Course:
  $count: 12
  id: integer @id
  title: string unique
  room: string null 20%

Attendance:                         # each pair at most once
  $key: [student_id, course_id]
  student_id: { $ref: Student.id, $per: 2-4 }
  course_id: $Course.id
  grade: integer 1-6
`,
  },
];
