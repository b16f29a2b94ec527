//! Draws the demo company from a seed.

use rand::Rng;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rust_decimal::Decimal;

use super::amounts::{self, cents};
use super::catalogue::{CODE_ONLY_IN_ACUMATICA, INACTIVE_CODE, TRADES, Trade, parts};
use super::company::{
    Bookings, BudgetRow, Company, CostCode, DemoJob, DemoProject, EstimateRow, Kind, NO_INVENTORY, Situation, Task,
};
use super::cost_types::{COST_TYPES, account_group, cost_type};
use super::history;
use super::oddities;
use super::outlines::{OUTLINES, Outline};
use super::situations::{self, move_money_between};

const FIRST_PROJECT_ID: u64 = 562_949_953_512_100;
/// What every job has, however small.
const GENERAL_CONDITIONS: [&str; 2] = ["01-31-00", "01-97-00"];

/// One thing a job can spend on: a code and a cost type.
#[derive(Clone)]
struct Pick {
    code: String,
    title: String,
    trade: &'static Trade,
    cost_type: char,
}

impl Company {
    /// *Ridgeline Builders*: 48 jobs of 3 to 400 lines and one of 2,500. The same seed gives the same company.
    pub fn ridgeline(seed: u64) -> Self {
        let mut company = Self::empty();
        company.cost_codes = cost_codes();
        company.jobs = OUTLINES.iter().zip(0u64..).map(|(outline, number)| demo_job(outline, number, seed)).collect();
        history::happen(&mut company);
        company
    }
}

fn cost_codes() -> Vec<CostCode> {
    let mut codes: Vec<CostCode> = TRADES
        .iter()
        .flat_map(codes_of)
        .map(|(code, title, _)| CostCode { active: code != INACTIVE_CODE, code, title, in_procore: true })
        .chain([CODE_ONLY_IN_ACUMATICA, ("00-00-00", "Not by cost code")].map(|(code, title)| CostCode {
            code: code.into(),
            title: title.into(),
            in_procore: false,
            active: true,
        }))
        .collect();
    codes.sort_by(|one, other| one.code.cmp(&other.code));
    codes
}

/// A trade's own code, and the codes of its parts where the last pair is free.
fn codes_of(trade: &'static Trade) -> Vec<(String, String, &'static Trade)> {
    let mut codes = vec![(trade.code.to_owned(), trade.title.to_owned(), trade)];
    if let Some(stem) = trade.code.strip_suffix("00") {
        let numbered = parts(trade.division()).into_iter().zip(["10", "20", "30", "40"]);
        codes.extend(numbered.map(|(part, pair)| (format!("{stem}{pair}"), format!("{}, {part}", trade.title), trade)));
    }
    codes
}

/// Each job draws from its own stream, so that a job can be added without moving the others.
fn demo_job(outline: &Outline, number: u64, seed: u64) -> DemoJob {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(number + 1);

    let tasks = tasks(outline);
    let mut estimate = estimate(outline, &tasks, &mut random);
    let mut budget = budget(&estimate, &mut random);
    situations::apply(outline, &mut estimate, &mut budget, &mut random);
    let made_first =
        if outline.situation == Situation::Unmapped { without_line(&estimate, &budget) } else { Vec::new() };
    if random.random_range(0..10) < 7 {
        estimate.push(contract_revenue(&estimate, &tasks));
    }
    estimate.sort_by(|one, other| one.key().cmp(&other.key()));

    let mut job = DemoJob {
        project_id: outline.project_id.into(),
        name: outline.name.into(),
        status: status(outline, &mut random).into(),
        customer: outline.customer.into(),
        address: outline.address.into(),
        currency: if outline.situation == Situation::OtherCurrency { "CAD" } else { "USD" }.into(),
        tasks,
        situation: outline.situation,
        estimate_lines: estimate,
        procore: Some(project(outline, number, budget, made_first)),
    };
    oddities::apply(&mut job);
    job
}

/// The combinations that the estimate has and the budget has no line of.
fn without_line(estimate: &[EstimateRow], budget: &[BudgetRow]) -> Vec<(String, String)> {
    let pairs = estimate
        .iter()
        .filter_map(|line| Some((line.cost_code.clone(), String::from(cost_type(&line.account_group)?))));
    let has_line =
        |pair: &(String, String)| budget.iter().any(|row| (&row.cost_code, &row.cost_type) == (&pair.0, &pair.1));
    pairs.filter(|pair| !has_line(pair)).collect()
}

fn project(
    outline: &Outline,
    number: u64,
    lines: Vec<BudgetRow>,
    codes_to_be_made: Vec<(String, String)>,
) -> DemoProject {
    // Two jobs carry no origin id, as projects do that were made by hand and share only the number.
    // One was made by hand, under a name of its own: whose it is, a person must say.
    let made_by_hand = outline.situation == Situation::NotLinked;
    let by_number_only = outline.situation == Situation::InAgreement && number % 17 == 4;
    DemoProject {
        id: FIRST_PROJECT_ID + number * 37,
        name: made_by_hand.then(|| format!("{} 2026", outline.name.replace(" Branch", " - Dayton Branch"))),
        project_number: (!made_by_hand).then(|| outline.project_id.into()),
        origin_id: (!made_by_hand && !by_number_only).then(|| outline.project_id.into()),
        active: true,
        locked: outline.situation == Situation::LockedWithDrift,
        currency: "USD".into(),
        lines,
        codes_to_be_made,
        sub_job_codes: Vec::new(),
        inactive_codes: Vec::new(),
        texts: Vec::new(),
        own_views: false,
        currency_unstated: false,
        codes_reversed: false,
    }
}

fn status(outline: &Outline, random: &mut ChaCha8Rng) -> &'static str {
    match outline.situation {
        Situation::NeverImported => ["In Planning", "Active"][random.random_range(0..2)],
        Situation::InAgreement if random.random_range(0..8) == 0 => "Completed",
        _ => "Active",
    }
}

fn tasks(outline: &Outline) -> Vec<Task> {
    let task =
        |id: &str, description: &str| Task { id: id.into(), description: description.into(), status: "Active".into() };
    let mut tasks = vec![task("BASE", "Base building")];
    if outline.lines >= 60 {
        tasks.push(task("SITE", "Site and utilities"));
    }
    tasks
}

fn estimate(outline: &Outline, tasks: &[Task], random: &mut ChaCha8Rng) -> Vec<EstimateRow> {
    picks(outline.lines, random)
        .into_iter()
        .map(|pick| {
            let figure = amounts::draw(pick.trade, pick.cost_type, outline.size, random);
            EstimateRow {
                task: task_of(pick.trade, tasks),
                cost_code: pick.code,
                account_group: account_group(pick.cost_type).into(),
                inventory_id: NO_INVENTORY.into(),
                kind: Kind::Expense,
                description: pick.title,
                uom: figure.uom,
                quantity: figure.quantity,
                unit_rate: figure.unit_rate,
                original_amount: figure.amount,
                booked: Bookings::default(),
            }
        })
        .collect()
}

/// Siteworks and utilities are booked on the site's task where the job has one.
fn task_of(trade: &Trade, tasks: &[Task]) -> String {
    let site = matches!(trade.division(), "02" | "31" | "32" | "33");
    let task = if site { tasks.last() } else { tasks.first() };
    task.expect("a job has a task").id.clone()
}

/// Chooses what a job spends on: general conditions first, then usual trades; a large job divides trades into parts, and only the
/// largest books every cost type on every code.
fn picks(lines: usize, random: &mut ChaCha8Rng) -> Vec<Pick> {
    let (mut chosen, mut usual, mut divided, mut unusual) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for trade in TRADES {
        for (code, title, trade) in codes_of(trade) {
            for (cost_type, _) in COST_TYPES {
                let pick = Pick { code: code.clone(), title: title.clone(), trade, cost_type };
                let is_usual = trade.cost_types.contains(cost_type);
                let list = match (is_usual, code == trade.code) {
                    (true, true) if GENERAL_CONDITIONS.contains(&trade.code) => &mut chosen,
                    (true, true) => &mut usual,
                    (true, false) => &mut divided,
                    (false, _) => &mut unusual,
                };
                list.push(pick);
            }
        }
    }
    for list in [&mut usual, &mut divided, &mut unusual] {
        list.shuffle(random);
        chosen.append(list);
    }
    chosen.truncate(lines);
    chosen
}

/// What Procore holds when the two sides agree: the estimate by code and cost type, and nothing for zero or less.
fn budget(estimate: &[EstimateRow], random: &mut ChaCha8Rng) -> Vec<BudgetRow> {
    let mut rows: Vec<BudgetRow> = estimate.iter().map(|line| budget_row(line, random)).collect();
    rows.sort_by(|one, other| (&one.cost_code, &one.cost_type).cmp(&(&other.cost_code, &other.cost_type)));
    if rows.len() > 20 && random.random_range(0..3) == 0 {
        move_money_between(&mut rows, random);
    }
    rows
}

/// Units are never part of the sync: one line in five has some because somebody typed them.
fn budget_row(line: &EstimateRow, random: &mut ChaCha8Rng) -> BudgetRow {
    let typed = line.uom != "LS" && random.random_range(0..5) == 0;
    BudgetRow {
        sub_job: None,
        cost_code: line.cost_code.clone(),
        cost_type: cost_type(&line.account_group).map(String::from).unwrap_or_default(),
        description: line.description.clone(),
        original_amount: line.original_amount,
        modifications: Decimal::ZERO,
        uom: typed.then(|| line.uom.to_lowercase()),
        quantity: typed.then_some(line.quantity),
        unit_cost: typed.then_some(line.unit_rate),
    }
}

/// The contract's price: cost and a margin, on one line that belongs to no budget.
fn contract_revenue(estimate: &[EstimateRow], tasks: &[Task]) -> EstimateRow {
    let cost: Decimal = estimate.iter().map(|line| line.original_amount).sum();
    let price = cents((cost * Decimal::new(1065, 3) / Decimal::ONE_HUNDRED).ceil() * Decimal::ONE_HUNDRED);
    EstimateRow {
        task: tasks.first().expect("a job has a task").id.clone(),
        cost_code: "00-00-00".into(),
        account_group: "REVENUE".into(),
        inventory_id: NO_INVENTORY.into(),
        kind: Kind::Income,
        description: "Prime contract".into(),
        uom: "LS".into(),
        quantity: Decimal::ONE,
        unit_rate: price,
        original_amount: price,
        booked: Bookings::default(),
    }
}
