import io.claviger.crypto.AesKey;
import io.claviger.crypto.AesMode;
import io.claviger.crypto.Algorithm;
import io.claviger.crypto.BlockPadding;
import io.claviger.crypto.Bytes;
import io.claviger.crypto.Curve;
import io.claviger.crypto.EcPrivate;
import io.claviger.crypto.EdPrivate;
import io.claviger.crypto.GeneratedKey;
import io.claviger.crypto.Hash;
import io.claviger.crypto.HmacKey;
import io.claviger.crypto.KeyGeneration;
import io.claviger.crypto.KeyPart;
import io.claviger.crypto.KeySpec;
import io.claviger.crypto.Plaintext;
import io.claviger.crypto.ReadyKey;
import io.claviger.crypto.RsaPrivate;
import io.claviger.crypto.SecretSlab;
import io.claviger.crypto.SignatureFormat;
import io.claviger.crypto.SignaturePadding;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;

/** What the algorithms alone cost, without any server: microseconds of this thread's CPU per operation. */
public final class Ceiling {
    private static final SecretSlab SLAB = new SecretSlab(64, 16);
    private static final SecureRandom RANDOM = new SecureRandom();

    public static void main(String[] arguments) {
        byte[] message = new byte[64];
        var aes = (AesKey) key(Algorithm.AES, null, null, KeyPart.SECRET);
        measure("encrypt 64 B", () -> {
            byte[] iv = new byte[12];
            RANDOM.nextBytes(iv);
            aes.encrypt(AesMode.GCM, BlockPadding.NONE, Bytes.taking(iv), new byte[0], Plaintext.taking(message.clone()));
        });
        measure("encrypt 4 KiB", () -> {
            byte[] iv = new byte[12];
            RANDOM.nextBytes(iv);
            aes.encrypt(AesMode.GCM, BlockPadding.NONE, Bytes.taking(iv), new byte[0], Plaintext.taking(new byte[4096]));
        });
        var hmac = (HmacKey) key(Algorithm.HMAC_SHA256, null, null, KeyPart.SECRET);
        measure("mac", () -> hmac.mac(message));
        var ec = (EcPrivate) key(Algorithm.EC, null, Curve.P256, KeyPart.PRIVATE);
        measure("sign P-256", () -> ec.sign(Hash.SHA256, message, SignatureFormat.DER, false));
        var ed = (EdPrivate) key(Algorithm.ED25519, null, null, KeyPart.PRIVATE);
        measure("sign Ed25519", () -> ed.sign(message));
        var rsa = (RsaPrivate) key(Algorithm.RSA, 2048, null, KeyPart.PRIVATE);
        measure("sign RSA-2048", () -> rsa.sign(Hash.SHA256, SignaturePadding.PKCS1, message, null, false));
    }

    private static ReadyKey key(Algorithm algorithm, Integer bits, Curve curve, KeyPart part) {
        KeySpec spec = KeySpec.withDefaults(algorithm, bits, curve);
        GeneratedKey generated = new KeyGeneration(SLAB, RANDOM).generate(spec);
        return ReadyKey.of(spec, part, generated.secret(), generated.publicKey());
    }

    private static void measure(String name, Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 4; round++) {
            long until = System.nanoTime() + 700_000_000L;
            long cpu = threads.getCurrentThreadCpuTime();
            long count = 0;
            while (System.nanoTime() < until) {
                for (int i = 0; i < 20; i++) {
                    work.run();
                }
                count += 20;
            }
            best = Math.min(best, (threads.getCurrentThreadCpuTime() - cpu) / count);
        }
        System.out.printf("%s\t%.2f%n", name, best / 1000.0);
    }
}
