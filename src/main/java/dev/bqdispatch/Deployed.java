package dev.bqdispatch;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The parts that are at work, to be taken down the other way round. */
final class Deployed {
    private final Vertx vertx;
    private final Deque<String> parts = new ConcurrentLinkedDeque<>();

    Deployed(Vertx vertx) {
        this.vertx = vertx;
    }

    Future<Void> deploy(VerticleBase part) {
        return deploy(part, new DeploymentOptions());
    }

    /**
     * Calls that block get threads of their own, so that one part can't starve another. The verticle itself stays on an
     * event loop: as a worker, each of its steps would queue up behind the very calls it waits for.
     */
    Future<Void> deployWithWorkers(String pool, int workers, VerticleBase part) {
        return deploy(
                part,
                new DeploymentOptions().setWorkerPoolName("bqdispatch-" + pool).setWorkerPoolSize(workers));
    }

    private Future<Void> deploy(VerticleBase part, DeploymentOptions options) {
        return vertx.deployVerticle(part, options).onSuccess(parts::push).mapEmpty();
    }

    /** Never fails. */
    Future<Void> undeploy() {
        String next = parts.poll();
        return next == null ? Future.succeededFuture() : vertx.undeploy(next).transform(done -> undeploy());
    }
}
