//! The Budgets page as rows and columns, for every format alike: which jobs tie out, what the others are out of balance by, and what was
//! accepted.

use jobcost::Money;

/// The tie-out list, ready to be written down.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TieOutList {
    /// Whose jobs they are.
    pub company: String,
    /// What else a reader should know, as name and value: which jobs are listed, when each side was read, who made this and when.
    pub facts: Vec<(String, String)>,
    /// How many jobs tie out, and by how much the others do not: one sentence.
    pub sentence: String,
    /// The jobs, in the order of the page.
    pub jobs: Vec<TieOutJob>,
    /// The net sums, a currency each.
    pub totals: Vec<TieOutTotals>,
    /// The jobs that are in no sum, with why.
    pub not_in_totals: Vec<String>,
    /// What was accepted.
    pub items: Vec<TieOutItem>,
}

/// One job.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TieOutJob {
    /// Its id in Acumatica.
    pub job_id: String,
    /// Its name.
    pub project_name: String,
    /// Its figures.
    pub figures: TieOutFigures,
    /// How many lines a re-import would change.
    pub lines: Option<u32>,
    /// Its status, in two or three words.
    pub status: String,
    /// Why, in a sentence; empty where there is nothing to say.
    pub why: String,
    /// When Acumatica's side was read; empty where it was not.
    pub acumatica_read: String,
    /// When Procore's side was read; empty where it was not.
    pub procore_read: String,
}

/// The figures of a job or of a sum of jobs. Nothing where nobody knows: never zero.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TieOutFigures {
    /// Current Acumatica Total.
    pub acumatica: Option<Money>,
    /// Current Procore Total.
    pub procore: Option<Money>,
    /// Current Procore Total minus Current Acumatica Total.
    pub out_of_balance: Option<Money>,
    /// New Procore Total on Re-import.
    pub new_procore: Option<Money>,
    /// New Procore Total minus Current Procore Total.
    pub change: Option<Money>,
    /// New Procore Total minus Current Acumatica Total: what the books are out of balance by after a re-import.
    pub out_of_balance_after: Option<Money>,
}

/// The net sums of the jobs of one currency.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TieOutTotals {
    /// As ISO 4217 code.
    pub currency: String,
    /// How many jobs are in them.
    pub jobs: u32,
    /// The sums.
    pub figures: TieOutFigures,
}

/// A difference that was accepted at its amount.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TieOutItem {
    /// The job's id.
    pub job_id: String,
    /// The budget code, or what the difference hangs on.
    pub code: String,
    /// The amount it was accepted at: Procore minus Acumatica.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// Who accepted it.
    pub by: String,
    /// When.
    pub at: String,
}

/// The columns of the list.
pub const TIE_OUT_HEADINGS: [&str; 14] = [
    "Job ID",
    "Project name",
    "Currency",
    "Current Acumatica",
    "Current Procore",
    "Out of balance",
    "New Procore",
    "Change on re-import",
    "Out of balance after",
    "Lines to change",
    "Status",
    "Why",
    "Acumatica read",
    "Procore read",
];

/// The columns of amounts among them.
pub const TIE_OUT_AMOUNTS: std::ops::Range<usize> = 3..9;

/// The columns of what was accepted.
pub const TIE_OUT_ITEM_HEADINGS: [&str; 6] = ["Job ID", "Code", "Amount", "Reason", "Accepted by", "Accepted"];

impl TieOutFigures {
    /// In the order of the headings.
    pub const fn all(&self) -> [Option<Money>; 6] {
        [self.acumatica, self.procore, self.out_of_balance, self.new_procore, self.change, self.out_of_balance_after]
    }

    /// `USD`, or where the sides have two, `CAD and USD`; empty where none is known.
    pub fn currency(&self) -> String {
        let mut codes: Vec<String> =
            [self.acumatica, self.procore].into_iter().flatten().map(|amount| amount.currency().to_string()).collect();
        codes.dedup();
        codes.join(" and ")
    }
}

impl TieOutJob {
    /// The columns before the amounts.
    pub fn texts_before(&self) -> [String; 3] {
        [self.job_id.clone(), self.project_name.clone(), self.figures.currency()]
    }

    /// The columns after the number of lines.
    pub fn texts_after(&self) -> [&str; 4] {
        [&self.status, &self.why, &self.acumatica_read, &self.procore_read]
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
pub(crate) mod sample {
    use super::*;
    use crate::plan_sheet::sample::usd;
    use jobcost::Currency;

    fn figures(acumatica: Money, procore: Money) -> TieOutFigures {
        let apart = procore.minus(acumatica).ok();
        TieOutFigures {
            acumatica: Some(acumatica),
            procore: Some(procore),
            out_of_balance: apart,
            new_procore: apart.and(Some(procore)),
            change: apart.and(Some(usd("0.00"))),
            out_of_balance_after: apart,
        }
    }

    fn job(job_id: &str, project_name: &str, figures: TieOutFigures, status: &str) -> TieOutJob {
        TieOutJob {
            job_id: job_id.to_owned(),
            project_name: project_name.to_owned(),
            figures,
            lines: figures.change.map(|_| 2),
            status: status.to_owned(),
            procore_read: "2026-03-02 09:30 -05:00".to_owned(),
            ..TieOutJob::default()
        }
    }

    /// A job that is out of balance, one in two currencies, one that was never read, and an item; with what makes a file difficult.
    pub(crate) fn list() -> TieOutList {
        let cad = Money::new("4694864.92".parse().unwrap(), Currency::parse("CAD").unwrap());
        let apart = figures(usd("12334330.41"), usd("12422670.59"));
        TieOutList {
            company: "Ridgeline Builders".to_owned(),
            facts: vec![("Made by".to_owned(), "=Ann".to_owned())],
            sentence: "3 jobs: 1 is out of balance by 88,340.18, 1 is in two currencies, 1 not read".to_owned(),
            jobs: vec![
                job("24-160", "=Summit, \"Phase II\"", apart, "Out of balance"),
                job("25-020", "Rideau Canal", figures(cad, usd("4694864.92")), "Other currency"),
                job("2024-05", "Never read", TieOutFigures::default(), "Not read yet"),
            ],
            totals: vec![TieOutTotals { currency: "USD".to_owned(), jobs: 1, figures: apart }],
            not_in_totals: vec!["25-020 (CAD and USD)".to_owned(), "2024-05 (not read yet)".to_owned()],
            items: vec![TieOutItem {
                job_id: "24-131".to_owned(),
                code: "01-99-00.S".to_owned(),
                amount: usd("12400.00"),
                reason: "@Retainage, booked twice".to_owned(),
                by: "Ann".to_owned(),
                at: "2026-03-01 16:00 -05:00".to_owned(),
            }],
        }
    }
}
