"""Accounts. People are named by office and role; no personal data beyond what a login needs."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from cdd_network.models.office import Office
from cdd_network.roles import Role


class UserQuerySet(models.QuerySet["User"]):
    """Accounts, narrowed to those that an officer keeps."""

    def visible_to(self, user: "User") -> "UserQuerySet":
        """Accounts that ``user`` makes, closes and opens: those of the own office and of the next one down.

        Department: officers of department and provinces; province: its own officers, its committee
        and its districts. Whoever else signs in keeps none.
        """
        kept = {
            Role.DEPARTMENT: (Role.DEPARTMENT, Role.PROVINCE),
            Role.PROVINCE: (Role.DEPARTMENT, Role.PROVINCE, Role.MEMBER, Role.DISTRICT),
        }.get(user.role, ())
        return self.filter(role__in=kept, office__in=Office.objects.kept_by(user))

    def with_place(self) -> "UserQuerySet":
        """With the office, whose name each row shows."""
        return self.select_related("office")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes users with hashed passwords."""

    def create_user(
        self,
        username: str,
        password: str | None = None,
        *,
        role: str,
        office: Office,
        **more: object,
    ) -> "User":
        """A new user of one office. ``display_name`` defaults to role and office."""
        more.setdefault("display_name", f"{Role(role).label} {office.short_name}")
        user = self.model(username=username, role=role, office=office, **more)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in. Role and office together decide what is seen."""

    username = models.CharField(
        "ชื่อผู้ใช้",
        max_length=60,
        unique=True,
        error_messages={"unique": "ชื่อผู้ใช้นี้มีอยู่แล้ว"},
    )
    display_name = models.CharField("ชื่อที่แสดง", max_length=120)
    role = models.CharField("บทบาท", max_length=12, choices=Role)
    office = models.ForeignKey(Office, models.PROTECT, related_name="users")
    is_active = models.BooleanField("ใช้งานได้", default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["role"]
    objects = UserManager()

    class Meta:
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(name="user_role_known", condition=Q(role__in=Role.values))
        ]

    def __str__(self) -> str:
        return self.display_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a login is bound to: it ends with the password, and with the role or office too."""
        bound = f"{self.role}:{self.office_id}:{self.password}"
        salt = "cdd_network.User.session"
        return salted_hmac(salt, bound, secret=secret, algorithm="sha256").hexdigest()

    @property
    def is_department(self) -> bool:
        """An officer of the department."""
        return self.role == Role.DEPARTMENT

    @property
    def is_province(self) -> bool:
        """An officer of a province."""
        return self.role == Role.PROVINCE

    @property
    def is_district(self) -> bool:
        """An officer of a district."""
        return self.role == Role.DISTRICT

    @property
    def is_member(self) -> bool:
        """A committee member, who scores and does nothing else."""
        return self.role == Role.MEMBER
