package dev.bqdispatch.action;

/** Says who the service is, to services that ask for Google's word on it. */
public interface IdentityTokens {
    /**
     * A token for one receiver; blocks.
     *
     * @param audience the receiver, mostly a URL
     * @throws dev.bqdispatch.fault.CallFailed if the credentials can't make one
     */
    String of(String audience);
}
