from django.apps import AppConfig


class ScoringConfig(AppConfig):
    name = "scoring"
    verbose_name = "Chấm điểm"

    def ready(self) -> None:
        from blocs.services.terms import after_units_changed
        from scoring.services.rounds import give_sheets

        if give_sheets not in after_units_changed:
            after_units_changed.append(give_sheets)
