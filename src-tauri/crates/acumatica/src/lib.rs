//! The estimate's side: Acumatica's contract-based REST API behind the EstimateSource port.
