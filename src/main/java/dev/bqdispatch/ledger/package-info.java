/**
 * What the service remembers, and where: every name it gives to an object in GCS or a job in BigQuery is built here.
 *
 * <p>Names and formats are a contract between replicas, versions and operators. The ports in this room are what the
 * stages need of the storage behind the names.
 */
@NullMarked
package dev.bqdispatch.ledger;

import org.jspecify.annotations.NullMarked;
