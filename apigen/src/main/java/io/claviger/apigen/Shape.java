package io.claviger.apigen;

import java.util.List;

/** What a value may look like, and so which Java type holds it and which call reads and writes it. */
public sealed interface Shape {

    /**
     * Public text; the bounds are in characters, {@code pattern} is "" when there is none, {@code allowed} empty
     * when all is.
     */
    record Text(long min, long max, String pattern, List<String> allowed, boolean keepEmpty) implements Shape {}

    /** A whole number within bounds; {@code wide} when it needs 64 bits. */
    record Whole(long min, long max, boolean wide) implements Shape {}

    /** True or false. */
    record Flag() implements Shape {}

    /** A point in time, RFC 3339; "not set" is a value of its own when it {@code clears}. */
    record Moment(boolean clears) implements Shape {}

    /** Public bytes in base64; {@code max} counts characters. */
    record Bytes(long max, boolean keepEmpty) implements Shape {}

    /** Bytes that never become a String; {@code max} counts characters. */
    record Secret(boolean base64, long max, boolean keepEmpty) implements Shape {}

    /** A list; nulls in it are passed over. */
    record Many(Shape item, long max) implements Shape {}

    /** A mapping from names to values; a null value is passed over, or told as an empty one when {@code nullTold}. */
    record Mapping(Text names, Shape value, long max, boolean nullTold) implements Shape {}

    /** Another record. */
    record Nested(String type) implements Shape {}

    /** Any JSON object, kept as it came; {@code max} counts bytes. */
    record Free(long max) implements Shape {}

    /** Known but not built: it passes only when empty or one of the defaults, and is not kept. */
    record NotYet(List<String> defaults) implements Shape {}
}
