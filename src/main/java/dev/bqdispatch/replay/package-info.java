/**
 * Does failed dispatches again: reads their entries, and says which jobs are to be submitted again and which plans go on
 * after what they had done. How that is carried out is the stages' business, as of any event.
 */
@NullMarked
package dev.bqdispatch.replay;

import org.jspecify.annotations.NullMarked;
