package io.claviger.edge.rest;

import io.claviger.api.DecryptReply;
import io.claviger.api.DecryptRequest;
import io.claviger.api.EncryptRequest;
import io.claviger.api.JsonWriter;
import io.claviger.api.SecretValue;
import io.claviger.api.SignReply;
import io.claviger.api.VerifyReply;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Plaintext;
import io.claviger.operation.Decrypt;
import io.claviger.operation.Encrypt;
import io.claviger.operation.Mac;
import io.claviger.operation.MacVerify;
import io.claviger.operation.OperationRunner;
import io.claviger.operation.Sign;
import io.claviger.operation.SignatureVerify;

/** What keys are for. */
final class CryptoRoutes {
    private final OperationRunner runner;
    private final Floors floors;

    CryptoRoutes(OperationRunner runner, Floors floors) {
        this.runner = runner;
        this.floors = floors;
    }

    RouteHandler encrypt() {
        return new UseHandler<Encrypt, Encrypt.Result>(runner, floors, false) {
            @Override
            Encrypt ask(Exchange exchange) {
                EncryptRequest request = EncryptRequest.parse(exchange.json());
                try {
                    return CryptoWords.encrypt(request);
                } catch (RuntimeException failure) {
                    request.close();
                    throw failure;
                }
            }

            @Override
            Reply tell(Encrypt use, Encrypt.Result result) {
                var out = new JsonWriter();
                CryptoWords.reply(result).write(out);
                return Reply.json(200, out);
            }

            @Override
            void forget(Encrypt use) {
                use.plaintext().close();
            }
        };
    }

    RouteHandler decrypt() {
        return new UseHandler<Decrypt, Plaintext>(runner, floors, true) {
            @Override
            Decrypt ask(Exchange exchange) {
                return CryptoWords.decrypt(DecryptRequest.parse(exchange.json()));
            }

            @Override
            Reply tell(Decrypt use, Plaintext result) {
                try (result;
                        var reply = new DecryptReply(SecretValue.taking(result.open()))) {
                    var out = new JsonWriter();
                    reply.write(out);
                    return Reply.secret(200, out);
                }
            }

            @Override
            void forget(Decrypt use) {}
        };
    }

    RouteHandler sign() {
        return new UseHandler<Sign, Sign.Result>(runner, floors, true) {
            @Override
            Sign ask(Exchange exchange) {
                Query query = exchange.query();
                return new Sign(CryptoWords.target(query), message(exchange), CryptoWords.signatureScheme(query));
            }

            @Override
            Reply tell(Sign use, Sign.Result result) {
                return data(result.signature());
            }

            @Override
            void forget(Sign use) {}
        };
    }

    RouteHandler verifySignature() {
        return new UseHandler<SignatureVerify, Boolean>(runner, floors, false) {
            @Override
            SignatureVerify ask(Exchange exchange) {
                Query query = exchange.query();
                return new SignatureVerify(
                        CryptoWords.target(query),
                        message(exchange),
                        CryptoWords.unhex("signature", query.required("signature")),
                        CryptoWords.signatureScheme(query));
            }

            @Override
            Reply tell(SignatureVerify use, Boolean result) {
                return verified(result);
            }

            @Override
            void forget(SignatureVerify use) {}
        };
    }

    RouteHandler mac() {
        return new UseHandler<Mac, Mac.Result>(runner, floors, false) {
            @Override
            Mac ask(Exchange exchange) {
                return new Mac(CryptoWords.target(exchange.query()), message(exchange));
            }

            @Override
            Reply tell(Mac use, Mac.Result result) {
                return data(result.mac());
            }

            @Override
            void forget(Mac use) {}
        };
    }

    RouteHandler verifyMac() {
        return new UseHandler<MacVerify, Boolean>(runner, floors, false) {
            @Override
            MacVerify ask(Exchange exchange) {
                Query query = exchange.query();
                return new MacVerify(
                        CryptoWords.target(query),
                        message(exchange),
                        CryptoWords.unhex("hash", query.required("hash")));
            }

            @Override
            Reply tell(MacVerify use, Boolean result) {
                return verified(result);
            }

            @Override
            void forget(MacVerify use) {}
        };
    }

    /** The body itself; the exchange wipes it with the answer, when the operation is done with it. */
    private static Bytes message(Exchange exchange) {
        return Bytes.taking(exchange.body());
    }

    private static Reply data(Bytes bytes) {
        var out = new JsonWriter();
        new SignReply(CryptoWords.hex(bytes)).write(out);
        return Reply.json(200, out);
    }

    private static Reply verified(boolean holds) {
        var out = new JsonWriter();
        new VerifyReply(holds).write(out);
        return Reply.json(200, out);
    }
}
