/**
 * What the service is told: the configuration document, the environment and the command line, read with all faults at
 * once; and the watcher that publishes each new valid version of the document.
 */
@NullMarked
package dev.bqdispatch.config;

import org.jspecify.annotations.NullMarked;
