package dev.bqdispatch.cli;

import java.io.PrintWriter;

/** A bar on one line of a terminal, for work of many parts. Where nobody watches, nothing is written. */
public final class Progress {
    private static final int WIDTH = 30;
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter terminal;
    private final boolean watched;
    private final int all;
    private int done;

    /**
     * A bar that stands at the beginning.
     *
     * @param watched whether it goes to a terminal
     * @param all how many parts there are
     */
    public Progress(PrintWriter terminal, boolean watched, int all) {
        this.terminal = terminal;
        this.watched = watched && all > 0;
        this.all = all;
        draw();
    }

    /** One more part is done; what is to be said about it is said where the bar was. */
    public synchronized void step(Runnable said) {
        done++;
        erase();
        said.run();
        draw();
    }

    /** The bar goes. */
    public synchronized void end() {
        erase();
    }

    private void draw() {
        if (watched) {
            int full = (int) ((long) WIDTH * done / all);
            terminal.print("[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "] " + done + " of " + all);
            terminal.flush();
        }
    }

    private void erase() {
        if (watched) {
            terminal.print(ERASE);
            terminal.flush();
        }
    }
}
