package dev.bqdispatch.fake;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Answers a request out of the world: which operation it is, whether it may happen, and what goes back. */
final class FakeGoogleTransformer implements ResponseDefinitionTransformerV2 {
    private final FakeWorld world;
    private final StorageApi storage;
    private final BigQueryApi bigQuery;
    private final PubSubApi pubSub;
    private final KmsApi kms;
    private final OutsideApi outside;
    private final CallLog calls = new CallLog();
    private final Faults faults = new Faults();
    private final Map<UUID, Call> lastCalls = new ConcurrentHashMap<>();
    private volatile CrashGate gate = CrashGate.open(call -> false);
    private volatile Duration latency = Duration.ZERO;
    private volatile Witness witness = visit -> {};

    /** A reply, on its way; an empty one is a connection reset. */
    private record Answer(Optional<Reply> reply, Duration late) {}

    FakeGoogleTransformer(FakeWorld world) {
        this.world = world;
        storage = new StorageApi(world.storage(), world.uploads());
        bigQuery = new BigQueryApi(world.bigQuery());
        pubSub = new PubSubApi(world.pubSub());
        kms = new KmsApi(world.kms());
        outside = new OutsideApi(world);
    }

    @Override
    public String getName() {
        return "fake-google";
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    CallLog calls() {
        return calls;
    }

    Faults faults() {
        return faults;
    }

    void gate(CrashGate next) {
        gate = next;
    }

    void witness(Witness next) {
        witness = next;
    }

    void latency(Duration next) {
        latency = next;
    }

    void kill() {
        gate.kill(this);
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        CrashGate now = gate;
        if (now.isDead(this)) {
            calls.refuse();
            return reset();
        }
        ApiRequest request = ApiRequest.of(event.getRequest());
        Operation operation = route(request);
        operation.waits().run();
        CrashGate.Passage<Answer> passage = now.pass(this, () -> perform(operation, request));
        passage.lastCall().ifPresent(call -> lastCalls.put(event.getId(), call));
        if (passage.result().isEmpty()) {
            calls.refuse();
        }
        return passage.outcome() == CrashGate.Outcome.RESET
                ? reset()
                : passage.result().map(this::response).orElseGet(FakeGoogleTransformer::reset);
    }

    /** Tells the gate that its last reply is out. An extension of its own, since it listens to every stub. */
    ServeEventListener afterReply() {
        return new ServeEventListener() {
            @Override
            public String getName() {
                return "fake-google-after-reply";
            }

            @Override
            public void afterComplete(ServeEvent event, Parameters parameters) {
                Call last = lastCalls.remove(event.getId());
                if (last != null) {
                    gate.lastReplyIsOut(last);
                }
            }
        };
    }

    private Operation route(ApiRequest request) {
        return switch (request.element(0)) {
            case "bigquery" -> bigQuery.route(request);
            case "v1" -> KmsApi.isMeant(request) ? kms.route(request) : pubSub.route(request);
            case "storage", "upload", "download" -> storage.route(request);
            case "slack", "target", "computeMetadata", "" -> outside.route(request);
            default -> Operation.unknown("unknown", request);
        };
    }

    private CrashGate.Done<Answer> perform(Operation operation, ApiRequest request) {
        Call call = calls.add(operation.api(), operation.method(), request.path());
        Fault fault = faults.next(call).orElse(Fault.late(Duration.ZERO));
        if (fault instanceof Fault.Refuse refuse) {
            Answer refusal = new Answer(Optional.of(Reply.error(refuse.error())), latency);
            return new CrashGate.Done<>(call, refusal, false);
        }
        if (fault instanceof Fault.Reset) {
            return new CrashGate.Done<>(call, new Answer(Optional.empty(), latency), false);
        }
        Optional<Reply> reply = Optional.of(effect(operation));
        witness.saw(new Witness.Visit(
                call, request.headers(), request.body(), reply.get().status(), fault instanceof Fault.LoseReply));
        if (fault instanceof Fault.LoseReply) {
            reply = Optional.empty();
        }
        Duration late = fault instanceof Fault.Late by ? latency.plus(by.by()) : latency;
        return new CrashGate.Done<>(call, new Answer(reply, late), true);
    }

    private static Reply effect(Operation operation) {
        try {
            return operation.effect().get();
        } catch (GoogleError e) {
            return Reply.error(e);
        }
    }

    private ResponseDefinition response(Answer answer) {
        if (answer.reply().isEmpty()) {
            return reset();
        }
        Reply reply = answer.reply().get();
        ResponseDefinitionBuilder response = ResponseDefinitionBuilder.responseDefinition()
                .withStatus(reply.status())
                .withHeader("Date", HttpDates.format(world.clock().instant()))
                .withBody(reply.body().toByteArray());
        reply.headers().forEach(response::withHeader);
        return answer.late().isZero()
                ? response.build()
                : response.withFixedDelay(Math.toIntExact(answer.late().toMillis()))
                        .build();
    }

    private static ResponseDefinition reset() {
        return ResponseDefinitionBuilder.responseDefinition()
                .withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER)
                .build();
    }
}
