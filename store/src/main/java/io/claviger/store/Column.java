package io.claviger.store;

/**
 * A column that a row's seal covers.
 *
 * @param number of its field in the seal; ascending in a table, and never used again for something else
 * @param since the row format that knew it first: in older rows it has its default, whatever the database holds
 */
record Column(int number, String name, Type type, int since) {
    enum Type {
        /** 16 bytes in the database. */
        UUID,
        TEXT,
        INTEGER,
        BYTES
    }

    static Column uuid(int number, String name) {
        return new Column(number, name, Type.UUID, 1);
    }

    static Column text(int number, String name) {
        return new Column(number, name, Type.TEXT, 1);
    }

    static Column integer(int number, String name) {
        return new Column(number, name, Type.INTEGER, 1);
    }

    static Column bytes(int number, String name) {
        return new Column(number, name, Type.BYTES, 1);
    }
}
