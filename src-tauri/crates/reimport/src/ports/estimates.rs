//! The ERP's side. Reading only.

use crate::error::SideError;
use async_trait::async_trait;
use jobcost::{Currency, Estimate, JobId};

/// A job as Acumatica lists it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SourceJob {
    /// Its `ProjectID`.
    pub job: JobId,
    /// Its description.
    pub name: String,
    /// Its status in words, e.g. `Active`.
    pub status: String,
    /// The currency of its amounts, where the list tells it.
    pub currency: Option<Currency>,
}

/// The estimate of one job.
#[async_trait]
pub trait EstimateReader: Send + Sync {
    /// The estimate of one job.
    async fn estimate(&self, job: &JobId) -> Result<Estimate, SideError>;
}

/// The jobs of a tenant, by set.
#[async_trait]
pub trait JobReader: Send + Sync {
    /// Every job, without the pseudo project for non-project work.
    async fn jobs(&self) -> Result<Vec<SourceJob>, SideError>;
    /// The estimates of these jobs, read by set in large pages. One job's trouble is its own: it stands beside the job, and the others are
    /// read. An `Err` of the whole is trouble that meets every job.
    async fn estimates(&self, jobs: &[SourceJob]) -> Result<Vec<(JobId, Result<Estimate, SideError>)>, SideError>;
}

/// Where jobs are built.
#[async_trait]
pub trait JobAddresses: Send + Sync {
    /// Where the jobs are built, as one line each; those that have an address. None where the ERP does not tell addresses by list.
    async fn addresses(&self) -> Result<Vec<(JobId, String)>, SideError>;
}

/// The session that the ERP counts.
#[async_trait]
pub trait SourceSession: Send + Sync {
    /// Gives the session back, so that it does not hold one of the licence's seats.
    async fn sign_out(&self) -> Result<(), SideError>;
}

/// The ERP's whole side.
pub trait EstimateSource: EstimateReader + JobReader + JobAddresses + SourceSession {}

impl<T: EstimateReader + JobReader + JobAddresses + SourceSession> EstimateSource for T {}
