package io.claviger.edge.rest;

import io.claviger.KmsException.InvalidField;
import io.claviger.api.CreateKeyRequest;
import io.claviger.api.CreateVersionRequest;
import io.claviger.api.ExportKeyRequest;
import io.claviger.api.JsonWriter;
import io.claviger.api.NoFields;
import io.claviger.api.RandomReply;
import io.claviger.api.ReactivateKeyRequest;
import io.claviger.api.RevokeKeyRequest;
import io.claviger.api.SecretValue;
import io.claviger.api.UpdateKeyRequest;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.Bytes;
import io.claviger.key.RevocationReason;
import io.claviger.operation.Archive;
import io.claviger.operation.Create;
import io.claviger.operation.Delete;
import io.claviger.operation.Destroy;
import io.claviger.operation.Export;
import io.claviger.operation.GetAttributes;
import io.claviger.operation.KeyView;
import io.claviger.operation.ListVersions;
import io.claviger.operation.Locate;
import io.claviger.operation.NewKey;
import io.claviger.operation.Paging;
import io.claviger.operation.ReKey;
import io.claviger.operation.Reactivate;
import io.claviger.operation.Recover;
import io.claviger.operation.Register;
import io.claviger.operation.Revoke;
import io.claviger.operation.RngRetrieve;
import io.claviger.operation.Target;

/** Keys and their life. */
final class KeyRoutes {
    private static final int DEFAULT_RANDOM = 32;

    private final Floors floors;
    private final Secrets secrets;

    KeyRoutes(Floors floors, Secrets secrets) {
        this.floors = floors;
        this.secrets = secrets;
    }

    Reply list(Exchange exchange) {
        Paging paging = ListWords.paging(exchange.query());
        return KeyReplies.page(exchange.run(new Locate(KeyFilterWords.filter(exchange.query()), paging)), paging);
    }

    Reply versions(Exchange exchange) {
        Paging paging = ListWords.paging(exchange.query());
        ListWords.requireSort(exchange.query(), "version", "createdAt");
        return KeyReplies.page(exchange.run(new ListVersions(KeyWords.target(exchange), paging)), paging);
    }

    Reply create(Exchange exchange) {
        try (var request = CreateKeyRequest.parse(exchange.json())) {
            NewKey key = KeyWords.newKey(request);
            SecretValue material = request.material();
            boolean exact = request.size() != null || request.curveid() != null;
            KeyView view = material == null ? made(exchange, key) : taken(exchange, key, material, exact);
            return KeyReplies.reply(201, view);
        }
    }

    private KeyView made(Exchange exchange, NewKey key) {
        var create = new Create(key);
        boolean slow = key.spec() != null && key.spec().algorithm() == Algorithm.RSA;
        return slow ? floors.heavily(() -> exchange.run(create)) : exchange.run(create);
    }

    private KeyView taken(Exchange exchange, NewKey key, SecretValue material, boolean exact) {
        try (var secret = secrets.take("material", material)) {
            return exchange.run(new Register(key, secret, exact));
        }
    }

    /** On the heavy pool, for the key may be an RSA one, and looking first would be on record. */
    Reply createVersion(Exchange exchange) {
        var _ = CreateVersionRequest.parse(exchange.json());
        var operation = new ReKey(KeyWords.target(exchange));
        return KeyReplies.reply(201, floors.heavily(() -> exchange.run(operation)));
    }

    Reply change(Exchange exchange) {
        var request = UpdateKeyRequest.parse(exchange.json());
        Target.OfKey target = KeyWords.target(exchange);
        boolean looks = KeyChangeWords.needsCurrent(request) && !exchange.retried();
        KeyView current = looks ? exchange.run(new GetAttributes(target)) : null;
        var change = exchange.translate(() -> KeyChangeWords.change(target, request, current));
        return KeyReplies.reply(200, exchange.run(change));
    }

    Reply delete(Exchange exchange) {
        var _ = exchange.run(new Delete(KeyWords.target(exchange)));
        return Reply.gone();
    }

    Reply export(Exchange exchange) {
        var _ = ExportKeyRequest.parse(exchange.json());
        return KeyReplies.export(exchange.run(new Export(KeyWords.target(exchange))));
    }

    Reply revoke(Exchange exchange) {
        var request = RevokeKeyRequest.parse(exchange.json());
        RevocationReason reason = RevocationReason.of(request.reason())
                .orElseThrow(() -> new InvalidField("reason", "must be a reason for revocation"));
        return KeyReplies.reply(
                200,
                exchange.run(new Revoke(
                        KeyWords.target(exchange),
                        reason,
                        request.message() == null ? "" : request.message(),
                        request.compromiseOccurrenceDate())));
    }

    Reply reactivate(Exchange exchange) {
        var request = ReactivateKeyRequest.parse(exchange.json());
        String message = request.message() == null ? "" : request.message();
        return KeyReplies.reply(
                200, exchange.run(new Reactivate(KeyWords.target(exchange), request.reason(), message)));
    }

    Reply destroy(Exchange exchange) {
        var _ = NoFields.parse(exchange.json());
        return KeyReplies.reply(200, exchange.run(new Destroy(KeyWords.target(exchange))));
    }

    Reply archive(Exchange exchange) {
        var _ = NoFields.parse(exchange.json());
        return KeyReplies.reply(200, exchange.run(new Archive(KeyWords.target(exchange))));
    }

    Reply recover(Exchange exchange) {
        var _ = NoFields.parse(exchange.json());
        return KeyReplies.reply(200, exchange.run(new Recover(KeyWords.target(exchange))));
    }

    Reply random(Exchange exchange) {
        Integer count = exchange.query().whole("bytes");
        Bytes bytes = exchange.run(new RngRetrieve(count == null ? DEFAULT_RANDOM : count));
        try (var reply = new RandomReply(SecretValue.taking(bytes.toArray()));
                var out = new JsonWriter()) {
            reply.write(out);
            return Reply.secret(200, out);
        }
    }
}
