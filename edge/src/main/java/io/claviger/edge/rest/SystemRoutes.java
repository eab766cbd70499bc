package io.claviger.edge.rest;

import io.claviger.api.AuditRecord;
import io.claviger.api.JsonWriter;
import io.claviger.api.OpenApi;
import io.claviger.api.RecordPage;
import io.claviger.api.ServerReply;
import io.claviger.api.ServiceStatus;
import io.claviger.api.ServicesReply;
import io.claviger.operation.DescribeSystem;
import io.claviger.operation.ListAuditRecords;
import io.claviger.operation.Page;
import io.claviger.operation.Paging;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The server itself, and what is on record. */
final class SystemRoutes {
    private static final String STARTED = "started";

    private final ServerFacts facts;
    private final AuditWords words;

    SystemRoutes(ServerFacts facts, AuditWords words) {
        this.facts = facts;
        this.words = words;
    }

    RouteHandler greeting() {
        return new FixedReply(Reply.of(200, Wire.TEXT, Buffer.buffer("Claviger\n")));
    }

    RouteHandler contract() {
        return new FixedReply(Reply.of(200, Wire.YAML, Buffer.buffer(OpenApi.yaml())));
    }

    RouteHandler services() {
        var out = new JsonWriter();
        new ServicesReply(STARTED, List.of(new ServiceStatus("web", STARTED))).write(out);
        return new FixedReply(Reply.json(200, out));
    }

    Reply server(Exchange exchange) {
        Instant now = exchange.run(new DescribeSystem());
        var out = new JsonWriter();
        new ServerReply(
                        facts.name(),
                        facts.version(),
                        facts.model(),
                        facts.vendor(),
                        facts.cryptoVersion(),
                        uptime(Duration.between(facts.started(), now)),
                        now)
                .write(out);
        return Reply.json(200, out);
    }

    static String uptime(Duration up) {
        return "%d days, %d hours, %d minutes".formatted(up.toDays(), up.toHoursPart(), up.toMinutesPart());
    }

    Reply records(Exchange exchange) {
        Paging paging = ListWords.paging(exchange.query());
        Page<io.claviger.operation.AuditRecord> page =
                exchange.run(new ListAuditRecords(words.filter(exchange.query()), paging));
        List<AuditRecord> shown =
                page.items().stream().map(record -> words.reply(record.event())).toList();
        var out = new JsonWriter();
        new RecordPage(ListWords.skip(paging), paging.limit(), ListWords.total(page), ListWords.lowerBound(page), shown)
                .write(out);
        return Reply.json(200, out);
    }
}
