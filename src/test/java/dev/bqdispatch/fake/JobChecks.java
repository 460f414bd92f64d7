package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What BigQuery refuses in a configuration at once (<a
 * href="https://cloud.google.com/bigquery/docs/reference/rest/v2/Job#jobconfiguration">JobConfiguration</a>).
 */
final class JobChecks {
    private JobChecks() {}

    static void check(JsonNode configuration) {
        if (JobResource.type(configuration).isEmpty()) {
            throw GoogleError.badRequest("invalid", "Required parameter is missing: one job configuration");
        }
        notBoth(configuration, "extract.destinationUri", "extract.destinationUris");
        notBoth(configuration, "copy.sourceTable", "copy.sourceTables");
        String statement = Sql.statementType(Json.text(configuration, "query.query", ""));
        for (String field : new String[] {"destinationTable", "createDisposition", "writeDisposition"}) {
            if (!statement.equals("SELECT") && configuration.path("query").has(field)) {
                throw GoogleError.badRequest(
                        "invalidQuery", "Cannot set " + field + " in jobs with " + statement + " statements");
            }
        }
        if (Json.text(configuration, "query.destinationTable.datasetId", "").startsWith("_")) {
            throw GoogleError.badRequest("invalid", "Cannot write to a hidden dataset");
        }
    }

    private static void notBoth(JsonNode configuration, String one, String many) {
        if (!Json.at(configuration, one).isMissingNode()
                && !Json.at(configuration, many).isMissingNode()) {
            throw GoogleError.badRequest("invalid", "Only one of " + one + " and " + many + " may be set");
        }
    }
}
