package dev.bqdispatch.config;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;

/** A document in a file. */
final class FilePlace implements DocumentPlace {
    private final Path path;

    FilePlace(Path path) {
        this.path = path;
    }

    @Override
    public String uri() {
        return path.toString();
    }

    @Override
    public Optional<String> mark() {
        return unlessMissing(() -> {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.lastModifiedTime().toInstant() + " " + attributes.size();
        });
    }

    @Override
    public Optional<Document> read() {
        return unlessMissing(() -> {
            // The time first: a file that changes in between is then read again, and never thought older than it is
            // read.
            Instant changed = Files.getLastModifiedTime(path).toInstant();
            return Document.hashed(uri(), Files.readString(path), changed);
        });
    }

    private interface Look<T> {
        T look() throws IOException;
    }

    private static <T> Optional<T> unlessMissing(Look<T> look) {
        try {
            return Optional.of(look.look());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw new CallFailed(Failure.permanent("is no UTF-8 text"), e);
        } catch (IOException e) {
            throw new CallFailed(Failure.permanent(e.toString()), e);
        }
    }
}
