package dev.bqdispatch.regex;

import java.util.List;

/** What a walk does at a place of the text, and what after it. */
sealed interface Step {

    /**
     * Whether the rest of the regex is found here, in the order in which RE2 prefers its ways; true as well if the walk
     * has to be given up.
     */
    boolean go(Walker walker, int at);

    /** The match is whole. */
    record Done() implements Step {
        @Override
        public boolean go(Walker walker, int at) {
            return true;
        }
    }

    /** The text must begin here. */
    record Start(Step next) implements Step {
        @Override
        public boolean go(Walker walker, int at) {
            return at == 0 && next.go(walker, at);
        }
    }

    /** The text must end here. */
    record End(Step next) implements Step {
        @Override
        public boolean go(Walker walker, int at) {
            return at == walker.text().length() && next.go(walker, at);
        }
    }

    /** A group begins or ends here. */
    record Mark(int mark, Step next) implements Step {
        @Override
        public boolean go(Walker walker, int at) {
            int before = walker.mark(mark);
            walker.mark(mark, at);
            if (next.go(walker, at)) {
                return true;
            }
            walker.mark(mark, before);
            return false;
        }
    }

    /** One of several ways, the first that is found. */
    record Fork(List<Step> ways) implements Step {
        public Fork {
            ways = List.copyOf(ways);
        }

        @Override
        public boolean go(Walker walker, int at) {
            if (!walker.mayStep()) {
                return true;
            }
            for (Step way : ways) {
                if (way.go(walker, at)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Just this text of ASCII. */
    record Text(String text, boolean anyCase, Step next) implements Step {
        @Override
        public boolean go(Walker walker, int at) {
            if (!walker.mayStep()) {
                return true;
            }
            if (!anyCase) {
                return walker.text().startsWith(text, at) && next.go(walker, at + text.length());
            }
            String whole = walker.text();
            if (at + text.length() > whole.length()) {
                return false;
            }
            for (int i = 0; i < text.length(); i++) {
                if (Folding.fold(whole.charAt(at + i)) != Folding.fold(text.charAt(i))) {
                    return false;
                }
            }
            return next.go(walker, at + text.length());
        }
    }

    /**
     * Characters of a set.
     *
     * @param least how many there must be
     * @param most how many there may be
     * @param lazy whether few are preferred to many
     */
    record Run(Ascii set, int least, int most, boolean lazy, Step next) implements Step {
        @Override
        public boolean go(Walker walker, int at) {
            return lazy ? few(walker, at) : many(walker, at);
        }

        private boolean many(Walker walker, int start) {
            String text = walker.text();
            int most = (int) Math.min(text.length(), start + (long) this.most);
            int at = start;
            while (at < most && set.has(text.charAt(at))) {
                if (!walker.mayStep()) {
                    return true;
                }
                at++;
            }
            if (at < most && Ascii.isBeyond(text.charAt(at))) {
                return walker.giveUp();
            }
            for (; at >= start + least; at--) {
                if (!walker.mayStep() || next.go(walker, at)) {
                    return true;
                }
            }
            return false;
        }

        private boolean few(Walker walker, int start) {
            String text = walker.text();
            int most = (int) Math.min(text.length(), start + (long) this.most);
            for (int at = start; ; at++) {
                if (!walker.mayStep() || (at >= start + least && next.go(walker, at))) {
                    return true;
                }
                if (at >= most) {
                    return false;
                }
                if (Ascii.isBeyond(text.charAt(at))) {
                    return walker.giveUp();
                }
                if (!set.has(text.charAt(at))) {
                    return false;
                }
            }
        }
    }
}
