package dev.bqdispatch.bench;

import dev.bqdispatch.job.TableName;
import java.util.Random;

/** What the filters of many routes look like. Each takes a table of its own, and none takes another's. */
enum RouteShape {
    /** Regexes on the destination as people write them, four kinds in turn. */
    DISTINCT("distinct Dest regexes") {
        @Override
        String when(int route) {
            return switch (route % 4) {
                case 0 -> dest(":mart_" + route + "\\\\.orders_" + route + "$");
                case 1 -> dest("mart_" + route + "\\\\.events_(?P<day>\\\\d{8})$");
                case 2 -> dest("^acme:mart_" + route + "\\\\.stage_");
                default -> dest(":mart_" + route + "\\\\.(?P<table>fact_\\\\w+)$");
            };
        }

        @Override
        TableName destination(int route) {
            return switch (route % 4) {
                case 0 -> table("mart_" + route, "orders_" + route);
                case 1 -> table("mart_" + route, "events_20260301");
                case 2 -> table("mart_" + route, "stage_x");
                default -> table("mart_" + route, "fact_sales");
            };
        }
    },

    /** Exact tables with names that have nothing in common. */
    RANDOM("random names") {
        @Override
        String when(int route) {
            TableName table = destination(route);
            return dest(":" + table.dataset() + "\\\\." + table.table() + "$");
        }

        @Override
        TableName destination(int route) {
            Random random = new Random(route);
            return table(word(random), word(random));
        }
    },

    SHARED_PREFIX("names with a long common beginning") {
        @Override
        String when(int route) {
            return dest(":warehouse_production_daily\\\\.customer_orders_by_region_" + route + "$");
        }

        @Override
        TableName destination(int route) {
            return table("warehouse_production_daily", "customer_orders_by_region_" + route);
        }
    },

    ALTERNATIONS("alternations") {
        @Override
        String when(int route) {
            return dest(":(raw|stage|mart)_" + route + "\\\\.(orders|clicks_" + route + "|users)$");
        }

        @Override
        TableName destination(int route) {
            return table("stage_" + route, "users");
        }
    },

    CASE_INSENSITIVE("case-insensitive") {
        @Override
        String when(int route) {
            return dest("(?i):mart_" + route + "\\\\.orders$");
        }

        @Override
        TableName destination(int route) {
            return table("Mart_" + route, "ORDERS");
        }
    },

    /** Only classes of characters: half the alphabet says a bit of the number. */
    NO_LITERAL("none with a literal") {
        @Override
        String when(int route) {
            StringBuilder regex = new StringBuilder("\\\\W");
            for (int bit = BITS - 1; bit >= 0; bit--) {
                regex.append((route >> bit & 1) == 0 ? "[a-m]" : "[n-z]");
            }
            return dest(regex + "$");
        }

        @Override
        TableName destination(int route) {
            StringBuilder name = new StringBuilder();
            for (int bit = BITS - 1; bit >= 0; bit--) {
                name.append((route >> bit & 1) == 0 ? 'c' : 'p');
            }
            return table("mart", name.toString());
        }
    },

    /** One of a hundred has no literal. */
    FEW_WITHOUT("1 % without a literal") {
        @Override
        String when(int route) {
            return of(route).when(route);
        }

        @Override
        TableName destination(int route) {
            return of(route).destination(route);
        }

        private RouteShape of(int route) {
            return route % 100 == 99 ? NO_LITERAL : DISTINCT;
        }
    },

    /** One of ten looks into the SQL instead. */
    SOME_SOURCES("10 % with Source regexes") {
        @Override
        String when(int route) {
            return looksAtSource(route)
                    ? "{\"Source\": \"(?i)FROM\\\\s+`?raw_" + route + "\\\\.input\"}"
                    : DISTINCT.when(route);
        }

        @Override
        TableName destination(int route) {
            return looksAtSource(route) ? otherDestination(route) : DISTINCT.destination(route);
        }

        @Override
        String source(int route) {
            return looksAtSource(route) ? ", from `raw_" + route + ".input_1` " : "";
        }

        private boolean looksAtSource(int route) {
            return route % 10 == 9;
        }
    };

    private static final int BITS = 20;
    private static final int SHORTEST = 8;
    private static final int LONGEST = 24;

    private final String words;

    RouteShape(String words) {
        this.words = words;
    }

    /** As a row of the table says it. */
    String words() {
        return words;
    }

    /** The {@code When} of a route, JSON. */
    abstract String when(int route);

    /** A table that this route takes and no other. */
    abstract TableName destination(int route);

    /** What the SQL must also have for that. */
    String source(int route) {
        return "";
    }

    /** A table that no route takes: every other one would, if there were more routes. */
    TableName otherDestination(int number) {
        return number % 2 == 0 ? destination(number) : table("scratch", "result_" + number);
    }

    private static String dest(String regex) {
        return "{\"Dest\": \"" + regex + "\"}";
    }

    private static TableName table(String dataset, String table) {
        return new TableName("acme", dataset, table);
    }

    private static String word(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(SHORTEST, LONGEST); i > 0; i--) {
            name.append((char) ('a' + random.nextInt(26)));
        }
        return name.toString();
    }
}
