package io.claviger.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Points in time on the wire: RFC 3339 in, any offset; UTC with six digits out. */
final class Moments {
    /** How other people's programs write "never": the zero of their clock. */
    private static final Instant UNSET = Instant.parse("0001-01-01T00:00:00Z");

    private static final int SHORTEST = "2024-06-18T13:05:41Z".length();
    private static final int MICRO = 1_000;

    private Moments() {}

    /** Whether it stands for a time that was never set. */
    static boolean unset(Instant moment) {
        return moment.equals(UNSET);
    }

    /** Reads a time, cut to microseconds; null when {@code text} is none. */
    static @Nullable Instant parse(String text) {
        if (text.length() < SHORTEST || !separators(text)) {
            return null;
        }
        int zone = 19;
        int nanos = 0;
        if (text.charAt(zone) == '.') {
            int digits = 0;
            for (zone++; zone < text.length() && digit(text, zone) >= 0; zone++, digits++) {
                nanos = digits < 9 ? nanos * 10 + digit(text, zone) : nanos;
            }
            if (digits < 1 || digits > 9) {
                return null;
            }
            for (; digits < 9; digits++) {
                nanos *= 10;
            }
        }
        int offset = offset(text, zone);
        return offset == Integer.MIN_VALUE ? null : instant(text, nanos / MICRO * MICRO, offset);
    }

    /** Writes a time: UTC, microseconds, always 27 characters. */
    static String format(Instant moment) {
        var at = moment.atOffset(ZoneOffset.UTC);
        var out = new char[27];
        put(out, 0, 4, at.getYear(), '-');
        put(out, 5, 2, at.getMonthValue(), '-');
        put(out, 8, 2, at.getDayOfMonth(), 'T');
        put(out, 11, 2, at.getHour(), ':');
        put(out, 14, 2, at.getMinute(), ':');
        put(out, 17, 2, at.getSecond(), '.');
        put(out, 20, 6, at.getNano() / MICRO, 'Z');
        return new String(out);
    }

    private static void put(char[] out, int at, int width, int value, char after) {
        int rest = value;
        for (int i = at + width - 1; i >= at; i--) {
            out[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        out[at + width] = after;
    }

    private static boolean separators(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (text.charAt(10) == 'T' || text.charAt(10) == 't')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static @Nullable Instant instant(String text, int nanos, int offset) {
        int year = number(text, 0, 4);
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        if (year < 0) {
            return null;
        }
        try {
            var day = LocalDate.of(year, number(text, 5, 2), number(text, 8, 2));
            var time = LocalTime.of(hour, minute, second, nanos);
            return day.atTime(time).toInstant(ZoneOffset.UTC).minusSeconds(offset);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** Seconds east of UTC, or {@link Integer#MIN_VALUE} when it is no offset. */
    private static int offset(String text, int at) {
        if (text.length() == at + 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
            return 0;
        }
        if (text.length() != at + 6 || text.charAt(at + 3) != ':') {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, at + 1, 2);
        int minutes = number(text, at + 4, 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return switch (text.charAt(at)) {
            case '+' -> seconds;
            case '-' -> -seconds;
            default -> Integer.MIN_VALUE;
        };
    }

    private static int number(String text, int at, int width) {
        int value = 0;
        for (int i = at; i < at + width; i++) {
            int digit = digit(text, i);
            if (digit < 0) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int digit(String text, int at) {
        char c = text.charAt(at);
        return c >= '0' && c <= '9' ? c - '0' : -1;
    }
}
