package dev.bqdispatch.bench;

import java.nio.file.Path;

/**
 * What measurements stand on.
 *
 * @param jar the packaged service
 */
record Ground(Effort effort, Path jar, Telling telling) {}
