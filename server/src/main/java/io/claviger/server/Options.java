package io.claviger.server;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What {@code serve} was told.
 *
 * @param bind an address beside loopback, if any
 * @param port of the REST API; 0 takes any free one
 * @param settings given with {@code --set}
 */
record Options(
        Path home, @Nullable String bind, int port, int kmipPort, int metricsPort, Map<Setting, String> settings) {
    private static final int MAX_PORT = 65_535;

    Options {
        settings = Map.copyOf(settings);
    }

    /** @param environment looks up a variable; null when it is not set */
    static Options parse(List<String> arguments, UnaryOperator<@Nullable String> environment) {
        String home = null;
        String bind = null;
        int port = 8443;
        int kmipPort = 5696;
        int metricsPort = 9090;
        var settings = new EnumMap<Setting, String>(Setting.class);
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String name = equals > 0 ? argument.substring(0, equals) : argument;
            Optional<String> value = equals > 0
                    ? Optional.of(argument.substring(equals + 1))
                    : rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
            String given =
                    value.orElseThrow(() -> new Refused("%s needs a value; see claviger serve --help".formatted(name)));
            switch (name) {
                case "--home" -> home = given;
                case "--bind" -> bind = given;
                case "--port" -> port = port(name, given);
                case "--kmip-port" -> kmipPort = port(name, given);
                case "--metrics-port" -> metricsPort = port(name, given);
                case "--set" -> set(settings, given);
                default -> throw new Refused("unknown option %s; see claviger serve --help".formatted(name));
            }
        }
        return new Options(home(home, environment), bind, port, kmipPort, metricsPort, settings);
    }

    /** As told, else its default. */
    String get(Setting setting) {
        return settings.getOrDefault(setting, setting.byDefault());
    }

    /** A setting that is a number. */
    int number(Setting setting) {
        return Integer.parseInt(get(setting));
    }

    private static Path home(@Nullable String told, UnaryOperator<@Nullable String> environment) {
        String variable = environment.apply("CLAVIGER_HOME");
        String home = told != null ? told : variable != null && !variable.isEmpty() ? variable : "./data";
        return Path.of(home).toAbsolutePath().normalize();
    }

    private static void set(Map<Setting, String> settings, String given) {
        int equals = given.indexOf('=');
        if (equals < 1) {
            throw new Refused("--set needs name=value, not " + given);
        }
        Setting setting = Setting.of(given.substring(0, equals));
        settings.put(setting, setting.require(given.substring(equals + 1)));
    }

    private static int port(String name, String given) {
        try {
            int port = Integer.parseInt(given);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            throw new Refused("%s must be a number from 0 to %d, not %s".formatted(name, MAX_PORT, given));
        }
        throw new Refused("%s must be a number from 0 to %d, not %s".formatted(name, MAX_PORT, given));
    }
}
