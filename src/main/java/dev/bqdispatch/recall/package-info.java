/** What a process remembers of many things, as long as there is room: nothing that anybody relies on. */
@NullMarked
package dev.bqdispatch.recall;

import org.jspecify.annotations.NullMarked;
