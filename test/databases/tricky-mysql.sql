CREATE TABLE customer (
  id int unsigned NOT NULL AUTO_INCREMENT,
  code char(4) CHARACTER SET ascii NOT NULL COMMENT 'It''s the code, with a \\ back slash',
  `full name` varchar(40) NOT NULL CHECK (char_length(`full name`) >= 2),
  shout varchar(40) GENERATED ALWAYS AS (upper(`full name`)) STORED,
  small varchar(10) AS (left(code, 2)) VIRTUAL,
  mood enum('sad', 'it''s ok', 'a,b', 'back\\slash') NOT NULL DEFAULT 'sad',
  likes set('tea', 'coffee') DEFAULT NULL,
  flag tinyint(1) NOT NULL DEFAULT 0,
  tiny tinyint unsigned,
  medium mediumint,
  big bigint unsigned,
  price decimal(10,2) unsigned NOT NULL CHECK (price > 0 AND price < 1000),
  ratio double CHECK (ratio BETWEEN 0 AND 1),
  born date,
  at datetime(3) NOT NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3),
  stamp timestamp NOT NULL DEFAULT current_timestamp(),
  clock time,
  y year,
  bits bit(8),
  doc json,
  raw varbinary(20),
  fixed binary(16),
  picture longblob,
  note mediumtext,
  place point,
  net inet6,
  gone datetime,
  PRIMARY KEY (id),
  UNIQUE KEY code (code),
  UNIQUE KEY pair (mood, born),
  KEY plain (born),
  FULLTEXT KEY words (note),
  CONSTRAINT later CHECK (gone IS NULL OR gone > at)
) COMMENT='People who buy; it''s
 two lines';
CREATE TABLE `order` (
  `select` bigint NOT NULL,
  line smallint NOT NULL,
  customer_id int unsigned NOT NULL,
  referrer int unsigned,
  kind varchar(10) NOT NULL CHECK (kind IN ('web', 'shop')),
  PRIMARY KEY (`select`, line),
  CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customer (id) ON DELETE CASCADE,
  FOREIGN KEY (referrer) REFERENCES customer (id)
);
CREATE TABLE part (
  id int NOT NULL PRIMARY KEY,
  parent int,
  order_id bigint NOT NULL,
  line smallint NOT NULL,
  UNIQUE (order_id, line),
  FOREIGN KEY (parent) REFERENCES part (id),
  FOREIGN KEY (order_id, line) REFERENCES `order` (`select`, line)
);
CREATE TABLE history (id int NOT NULL PRIMARY KEY, at date NOT NULL) WITH SYSTEM VERSIONING;
CREATE TABLE log (id int NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (year(at)) (
  PARTITION p0 VALUES LESS THAN (2024),
  PARTITION p1 VALUES LESS THAN MAXVALUE
);
CREATE TABLE `we``ird` (`a``b` int NOT NULL PRIMARY KEY, `ü ✓` text);
CREATE VIEW names AS SELECT `full name` FROM customer;
CREATE SEQUENCE numbers
