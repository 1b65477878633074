app_name = "stakeholder_crm"
app_title = "Stakeholder CRM"
app_publisher = "Stakeholder CRM contributors"
app_description = "Prepare, record and thank: relationships of trust for mediation and anti-trafficking outreach"
app_email = "security@stakeholder-crm.example"
app_license = "MIT"

required_apps = []
export_python_type_annotations = True
