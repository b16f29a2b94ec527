//! Connects to two simulators and re-imports one job, in a process of its own that a journey may kill.
//! Arguments: data folder, Acumatica's address, tenant, user, password, Procore's address, client id, secret, company id, job.

use bench::{Answer, House};
use jobcost::JobId;
use std::path::Path;
use std::sync::Arc;
use tieout::{ConnectionForm, FormAcumaticaWay, FormEnvironment, FormProcoreWay, PlanOptions};
use vault::MemoryVault;

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, acumatica_url, tenant, user, password, procore_url, client_id, client_secret, company_id, job] =
        <[String; 10]>::try_from(arguments).expect("ten arguments");
    let application = House::application(Path::new(&folder), Arc::new(MemoryVault::default())).await;
    let form = ConnectionForm {
        acumatica_way: FormAcumaticaWay::Cookie,
        application_id: String::new(),
        application_secret: String::new().into(),
        acumatica_port: String::new(),
        procore_way: FormProcoreWay::ServiceAccount,
        procore_port: String::new(),
        name: "Bench".into(),
        band: None,
        acumatica_url,
        tenant,
        user,
        password: password.into(),
        procore_environment: FormEnvironment::Custom,
        procore_login_url: procore_url.clone(),
        procore_url,
        client_id,
        client_secret: client_secret.into(),
        company_id,
    };
    application.connect(form).await.expect("connected");
    let company = application.company().await.expect("a company is open");
    company.check().await.expect("read");
    // A locked budget is unlocked and missing codes are made; where neither is so, the plan is none the wiser.
    let options = PlanOptions { unlock: true, create_codes: true, ..PlanOptions::default() };
    let plan = company.prepare(&JobId::new(job), &options).await.expect("prepared");
    company.reimport(&plan, &options, &Answer::ok()).await.expect("re-imported");
}
