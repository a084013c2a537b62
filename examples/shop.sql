CREATE TYPE status AS ENUM ('open', 'paid', 'shipped');

CREATE TABLE customer (
    id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    full_name   varchar(80) NOT NULL,
    email       text NOT NULL UNIQUE,
    referred_by integer REFERENCES customer,
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE orders (
    id          bigserial PRIMARY KEY,
    customer_id integer NOT NULL REFERENCES customer (id),
    status      status NOT NULL DEFAULT 'open',
    discount    numeric(4,2) CHECK (discount >= 0 AND discount < 1),
    note        text
);
COMMENT ON TABLE orders IS 'One row for each checkout.';

CREATE TABLE order_line (
    order_id bigint REFERENCES orders ON DELETE CASCADE,
    line_no  smallint,
    sku      char(8) NOT NULL,
    quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 99),
    price    numeric(8,2) NOT NULL CHECK (price > 0),
    PRIMARY KEY (order_id, line_no)
);

CREATE FUNCTION total(bigint) RETURNS numeric LANGUAGE sql AS $$ SELECT sum(price) FROM order_line WHERE order_id = $1; $$;
