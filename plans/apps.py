from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Kế hoạch"

    def ready(self) -> None:
        from blocs.services.terms import after_units_changed
        from plans.services.projection import assign_anew

        if assign_anew not in after_units_changed:
            after_units_changed.append(assign_anew)
