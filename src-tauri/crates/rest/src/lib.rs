//! HTTP with manners: pacing, retry decision, paging, problem bodies, redaction. Knows no domain.
