package dev.bqdispatch.match;

import dev.bqdispatch.regex.RegexFacts;
import dev.bqdispatch.regex.Shape;
import dev.bqdispatch.regex.Shape.Side;
import dev.bqdispatch.rule.Route;
import dev.bqdispatch.search.Hits;
import dev.bqdispatch.search.Search;
import dev.bqdispatch.search.TextSearch;
import dev.bqdispatch.search.Wanted;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Bugs that an index may have. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum Mutant {
    // Of the reading of regexes
    OPTIONAL_IS_GIVEN(misread("(?<=[\\w\\])}])[?*]", "")),
    NEVER_IS_ONCE(misread("\\{0(,1)?}", "")),
    ODD_COUNT_IS_A_COUNT(misread("\\{01}", "{1}")),
    COUNT_IS_FORGOTTEN(misread("\\{[023](,[13])?}", "")),
    ONE_BRANCH_IS_OVERLOOKED(misread("\\|[^|()]*", "")),
    CASES_DIFFER(misread("\\(\\?i", "(?")),
    LINES_ARE_TEXTS(misread("\\(\\?(i?)m", "(?$1")),
    QUOTATION_IS_REGEX(misread("\\\\Q|\\\\E", "")),
    CLASS_IS_ITS_FIRST(misread("\\[([a-zA-Z])[^\\]]*]", "$1")),
    DOT_IS_A_DOT(misread("(?<!\\\\)\\.", "\\\\.")),
    BORDER_IS_NOTHING(misread("\\\\[bB]", "")),
    FLAGS_OUTLIVE_THEIR_GROUP(misread("\\(\\?i:([^()]*)\\)", "(?i)$1")),

    // Of what is made of it
    NEEDED_IS_LONGER(changed(known -> new RegexFacts(
            known.needed().stream()
                    .map(texts -> texts.stream().map(text -> text + "e").toList())
                    .toList(),
            List.of(),
            known.shape(),
            known.walk()))),
    ENDING_IS_LONGER(changed(known -> new RegexFacts(
            List.of(), known.endings().stream().map(text -> text + "e").toList(), known.shape(), known.walk()))),
    END_IS_ANYWHERE(sides(Side.NOTHING, Side.ANYTHING)),
    DOT_NEEDS_NOTHING(sides(Side.DOT, Side.DOTS)),
    DOTS_ARE_ANYTHING(sides(Side.DOTS, Side.ANYTHING)),
    SHAPE_KNOWS_ONE_TEXT(changed(known -> withShape(
            known, shape -> new Shape(List.of(shape.texts().get(0)), shape.anyCase(), shape.before(), shape.after())))),

    // Of the walk
    MANY_ARE_FEW(mistaken("(?<=[\\w\\])}.])([*+?])(?!\\?)", "$1?")),
    FEW_ARE_MANY(mistaken("([*+?}])\\?", "$1")),
    DOT_TAKES_BREAKS(mistaken("^(?!\\(\\?)", "(?s)")),
    GROUP_HAS_NO_NAME(mistaken("\\(\\?P?<\\w+>", "(")),
    EXCLUDED_IS_MEANT(mistaken("\\[\\^", "[")),
    BLANK_IS_A_WORD(mistaken("\\\\w", "[\\\\w ]")),
    GROUP_IS_WIDER(mistaken("\\\\\\.(\\(\\?P?<\\w+>)", "$1\\\\.")),

    // Of the search
    LAST_CHARACTER_IS_LOST(text -> text.substring(0, Math.max(0, text.length() - 1)), wanted -> wanted),
    FIRST_CHARACTER_IS_LOST(text -> text.substring(Math.min(1, text.length())), wanted -> wanted),
    KELVIN_IS_NO_K(text -> text.replace('\u212A', '?'), wanted -> wanted),
    LONG_S_IS_NO_S(text -> text.replace('\u017F', '?'), wanted -> wanted),
    UPPER_CASE_IS_ANOTHER(text -> text.replace('S', '?'), wanted -> wanted),
    ONE_TEXT_PER_ROUTE(text -> text, Mutant::firstOfEach),
    LAST_IS_FORGOTTEN(text -> text, wanted -> wanted.subList(0, wanted.size() - 1));

    private final Function<String, RegexFacts> facts;
    private final Function<List<Wanted>, Search> searches;

    Mutant(Function<String, RegexFacts> reading) {
        facts = reading;
        searches = TextSearch::of;
    }

    Mutant(UnaryOperator<String> seen, UnaryOperator<List<Wanted>> known) {
        facts = RegexFacts::of;
        searches = wanted -> {
            Search right = TextSearch.of(known.apply(wanted));
            return (String text, Hits hits) -> right.find(seen.apply(text), hits);
        };
    }

    /** An index with this bug. */
    RouteTable of(List<Route> routes) {
        return RouteIndex.of(routes, facts, searches);
    }

    /** What is made of a regex that was read rightly. */
    private static Function<String, RegexFacts> changed(UnaryOperator<RegexFacts> change) {
        return regex -> change.apply(RegexFacts.of(regex));
    }

    private static Function<String, RegexFacts> misread(String what, String as) {
        return regex -> RegexFacts.of(regex.replaceAll(what, as));
    }

    /** Misread for the walk alone. */
    private static Function<String, RegexFacts> mistaken(String what, String as) {
        return regex -> {
            RegexFacts right = RegexFacts.of(regex);
            RegexFacts wrong = misread(what, as).apply(regex);
            return new RegexFacts(right.needed(), right.endings(), right.shape(), wrong.walk());
        };
    }

    private static Function<String, RegexFacts> sides(Side taken, Side as) {
        return changed(known -> withShape(
                known,
                shape -> new Shape(
                        shape.texts(),
                        shape.anyCase(),
                        shape.before() == taken ? as : shape.before(),
                        shape.after() == taken ? as : shape.after())));
    }

    private static RegexFacts withShape(RegexFacts known, UnaryOperator<Shape> change) {
        return new RegexFacts(known.needed(), known.endings(), known.shape().map(change), known.walk());
    }

    private static List<Wanted> firstOfEach(List<Wanted> wanted) {
        Set<Integer> owners = new HashSet<>();
        return wanted.stream().filter(each -> owners.add(each.owner())).toList();
    }
}
